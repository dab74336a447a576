/** The reference page of all settings, made from the schema. */
import { loadConfig } from './load.ts';
import { settings } from './settings.ts';
import type { Setting } from './settings.ts';

const valueAt = (config: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((value, part) => {
    const found = Object.entries(value ?? {}).find(([name]) => name === part);
    return found?.[1];
  }, config);

const row = (setting: Setting, value: unknown): string => {
  const shown = value === undefined ? '–' : `\`${JSON.stringify(value)}\``;
  return `| \`${setting.key}\` | \`${setting.env}\` | ${shown} | ${setting.description} |`;
};

/** Markdown; paths stand under `HOME` and `CWD`, so that the page is the same everywhere. */
export const configReference = (): string => {
  const { config } = loadConfig({
    env: { XDG_CACHE_HOME: '/HOME/.cache', MAESTRO_HOME: '/HOME/.maestro' },
    cwd: '/CWD',
  });
  return [
    '# Configuration',
    '',
    'Flags over environment over YAML file over defaults. The file is `maestro.yaml` in the current folder, or the one that `MAESTRO_CONFIG` names; its keys are the dotted ones, nested. Lists in the environment are separated like `PATH`, by `:`. This page is made from the schema by `npm run reference`.',
    '',
    '| key | environment | default | meaning |',
    '|---|---|---|---|',
    ...settings.map((setting) => row(setting, valueAt(config, setting.key))),
    '',
  ].join('\n');
};
