import { isObject } from '../../domain/brand.ts';
import { askTool } from './ask-tool.ts';
import type { Variables } from './ask-tool.ts';
import type { Configured } from './configured.ts';
import { withoutCredentials } from './origin.ts';

const parse = (text: string | undefined): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
};

const isUrl = (value: unknown): value is string => typeof value === 'string' && URL.canParse(value);

/** What npm's own configuration says; `undefined` where there is no npm. */
export const npmRegistry = async (
  npm: string | undefined,
  env: Variables,
): Promise<Configured | undefined> => {
  const args = ['config', 'list', '--json'];
  const text =
    npm === undefined
      ? await askTool('npm', args, env)
      : await askTool(process.execPath, [`${npm}/bin/npm-cli.js`, ...args], env);
  const settings = parse(text);
  const { registry, cafile } = settings;
  if (!isUrl(registry)) return undefined;
  const scoped = Object.entries(settings).filter(([name]) => /^@[^:]+:registry$/.test(name));
  const index = withoutCredentials(registry);
  return {
    index,
    more: scoped.map(([, url]) => url).filter(isUrl),
    env: {
      npm_config_registry: index,
      npm_config_replace_registry_host: 'always',
      ...Object.fromEntries(
        scoped.flatMap(([name, url]) =>
          isUrl(url) ? [[`npm_config_${name}`, withoutCredentials(url)]] : [],
        ),
      ),
    },
    ...(typeof cafile === 'string' && cafile !== '' ? { authorities: cafile } : {}),
    page: new URL('npm/latest', index.endsWith('/') ? index : `${index}/`).href,
  };
};
