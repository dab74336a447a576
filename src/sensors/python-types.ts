import { objectAt } from './project.ts';
import type { ProjectFiles } from './project.ts';
import { parseToml } from './bounded/toml.ts';
import { parseIni } from './python-needs/ini.ts';
import { isPythonTest } from './python-tests.ts';

/** What mypy is asked to look at, and why. */
export interface TypeCheck {
  readonly argv: readonly [string, ...string[]];
  readonly why: string;
  /** The project says nowhere what it looks at by itself. */
  readonly guessed: boolean;
}

const FIELDS = ['files', 'packages', 'modules'];

/** Names of what mypy is set to, wherever that is; `undefined` where it is not set up. */
const settingsIn = ({ texts, has }: ProjectFiles): readonly string[] | undefined => {
  const found = parseToml(texts.get('pyproject.toml') ?? '');
  const tool = objectAt(found.ok ? found.value : {}, 'tool');
  if ('mypy' in tool) return Object.keys(objectAt(tool, 'mypy'));
  for (const name of ['mypy.ini', '.mypy.ini', 'setup.cfg']) {
    const section = parseIni(texts.get(name) ?? '').get('mypy');
    if (section !== undefined) return [...section.keys()];
  }
  return ['mypy.ini', '.mypy.ini'].some(has) ? [] : undefined;
};

const inFolder = (paths: readonly string[], word: string): boolean =>
  word === '.' || paths.some((path) => path === word || path.startsWith(`${word}/`));

/** `mypy PATH …` among the commands of tox. */
const inTox = ({ texts, paths }: ProjectFiles): readonly string[] => {
  const line = /^\s*(?:commands\s*=\s*)?(?:\S*python3?\s+-m\s+)?mypy\s+(.+)$/m.exec(
    texts.get('tox.ini') ?? '',
  );
  const words = (line?.[1] ?? '').replace(/\{posargs:?([^}]*)\}/g, '$1').split(/\s+/);
  return words
    .map((word) => word.replace(/\/$/, ''))
    .filter((word) => word !== '' && !word.startsWith('-') && inFolder(paths, word));
};

/** The project's own packages and modules: not its tests, documents and scripts. */
const ownCode = ({ paths }: ProjectFiles): readonly string[] => {
  if (paths.some((path) => path.startsWith('src/') && path.endsWith('.py'))) return ['src'];
  const folders = paths.flatMap((path) => /^(\w+)\/__init__\.py$/.exec(path)?.[1] ?? []);
  const own = folders.filter(
    (name) => !isPythonTest(`${name}/`) && !/^(docs?|examples?|bench\w*)$/.test(name),
  );
  return own.length > 0 ? own : ['.'];
};

/** How mypy is run where a project has set it up. */
export const typeCheck = (files: ProjectFiles): TypeCheck | undefined => {
  const settings = settingsIn(files);
  if (settings === undefined) return undefined;
  const mypy = ['python3', '-m', 'mypy'] as const;
  if (FIELDS.some((name) => settings.includes(name))) {
    return { argv: mypy, why: 'its settings say what mypy looks at', guessed: false };
  }
  const named = inTox(files);
  return named.length > 0
    ? { argv: [...mypy, ...named], why: 'tox.ini runs it', guessed: false }
    : { argv: [...mypy, ...ownCode(files)], why: 'mypy is set up', guessed: true };
};
