/** The reference page of all settings, made from the schema. */
import { loadConfig } from './load.ts';
import { settings } from './settings.ts';
import type { Setting } from './settings.ts';

const valueAt = (config: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((value, part) => {
    const found = Object.entries(value ?? {}).find(([name]) => name === part);
    return found?.[1];
  }, config);

/** Folders that are different everywhere, and how the page writes them. */
const HOME = '/HOME';
const CWD = '/CWD';

const row = (setting: Setting, value: unknown): string => {
  const text = JSON.stringify(value) as string | undefined;
  const shown = text?.replaceAll(`"${HOME}/`, '"~/').replaceAll(`"${CWD}/`, '"./');
  const cell = shown === undefined ? '–' : `\`${shown}\``;
  return `| \`${setting.key}\` | \`${setting.env}\` | ${cell} | ${setting.description} |`;
};

/** A file that shows each way of writing a setting. */
const EXAMPLE = `model: openai-compatible:qwen3
openaiBaseUrl: http://127.0.0.1:11434/v1
modelPrices: # in USD per million tokens; "free", alone or for one model, where it is your own
  qwen3: { input: 0.5, output: 1.5 }
home: ~/maestro-home
personaFolders: [personas, ../shared-personas] # from the folder of this file
maxPhaseIterations: 5
models:
  phases:
    design: anthropic:<model>, openai:<model> # the second when the first can't answer
  personas:
    devops_engineer: openai-compatible:qwen3
limits:
  personaTimeoutMs: 900000
  sandbox:
    memoryBytes: 2147483648
thresholds:
  first: 0.7
`;

/** Markdown; the same on every machine. */
export const configReference = (): string => {
  const { config } = loadConfig({
    env: { XDG_CACHE_HOME: `${HOME}/.cache`, MAESTRO_HOME: `${HOME}/.maestro` },
    cwd: CWD,
  });
  return [
    '# Configuration',
    '',
    'Flags over environment over YAML file over defaults. The file is `maestro.yaml` in the current folder, or the one that `MAESTRO_CONFIG` names; its keys are the dotted ones, nested. Lists in the environment are separated like `PATH`, by `:`. This page is made from the schema by `npm run reference`.',
    '',
    'In paths, `~` is your home folder. A relative path starts from the folder of the file that it stands in; in the environment and in flags, as in the defaults below, from the current folder (`.`). By default `objects.dir` is inside `home`, and `cache` inside `XDG_CACHE_HOME` where that is set.',
    '',
    '```yaml',
    `${EXAMPLE}\`\`\``,
    '',
    '| key | environment | default | meaning |',
    '|---|---|---|---|',
    ...settings.map((setting) => row(setting, valueAt(config, setting.key))),
    '',
  ].join('\n');
};
