import { askTool } from './ask-tool.ts';
import type { Variables } from './ask-tool.ts';
import type { Configured } from './configured.ts';
import { withoutCredentials } from './origin.ts';

/** Lines such as `global.index-url='https://…'` and `:env:.cert='/…'`; the environment comes first. */
const readSettings = (text: string): ReadonlyMap<string, string> => {
  const rows = [...text.matchAll(/^([\w:.-]+)\.([\w-]+)='([^\n]*)'$/gm)];
  const rank = (section: string | undefined): number =>
    section === ':env:' ? 2 : section === 'install' ? 1 : 0;
  return new Map(
    rows
      .toSorted(([, a], [, b]) => rank(a) - rank(b))
      .map(([, , name = '', value = '']) => [name, value]),
  );
};

/** pip says what its default is only in its help. */
const defaultIndex = async (env: Variables): Promise<string | undefined> => {
  const help = await askTool('python3', ['-m', 'pip', 'install', '--help'], {
    ...env,
    COLUMNS: '500',
  });
  return /--index-url\b[^]*?\(default\s+(https?:\/\/[^\s)]+)\)/.exec(help ?? '')?.[1];
};

/** What pip's own configuration says; `undefined` where there is no pip. */
export const pypiRegistry = async (env: Variables): Promise<Configured | undefined> => {
  const listed = await askTool('python3', ['-m', 'pip', 'config', 'list'], env);
  if (listed === undefined) return undefined;
  const settings = readSettings(listed);
  const url = settings.get('index-url') ?? (await defaultIndex(env));
  if (url === undefined || !URL.canParse(url)) return undefined;
  const index = withoutCredentials(url);
  const more = (settings.get('extra-index-url') ?? '')
    .split(/\s+|\\n/)
    .filter((each) => URL.canParse(each))
    .map(withoutCredentials);
  const authorities = settings.get('cert');
  return {
    index,
    more,
    env: {
      PIP_INDEX_URL: index,
      ...(more.length === 0 ? {} : { PIP_EXTRA_INDEX_URL: more.join(' ') }),
    },
    ...(authorities === undefined ? {} : { authorities }),
    page: new URL('pip/', index.endsWith('/') ? index : `${index}/`).href,
  };
};
