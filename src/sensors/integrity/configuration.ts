import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { objectAt } from '../project.ts';
import { expandScript } from '../test/suite.ts';
import { foreignPackages } from './foreign-packages.ts';

/** What decides how tests run, by the name of the part; formatting and comments are left out. */
export type Settings = ReadonlyMap<string, string>;

const parseObject = (text: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Code or settings as one line: without comments, blanks, kinds of quotes and trailing commas. */
const compact = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/(^|\s)(\/\/|#).*$/, ''))
    .join('\n')
    .replace(/\/\*[^*]*\*\//g, '')
    .replace(/["`]/g, "'")
    .replace(/[;\s]+/g, '')
    .replace(/,(?=[\])}])/g, '');

/** Longer lines are not settings that a person wrote. */
const LINE = 500;

const PARTS = ['jest', 'vitest', 'mocha', 'nyc', 'c8', 'ava', 'tap'];

const manifestParts = (text: string): Settings => {
  const manifest = parseObject(text);
  if (manifest === undefined) return new Map();
  const scripts = objectAt(manifest, 'scripts');
  const found = new Map(foreignPackages(manifest));
  for (const name of ['pretest', 'test', 'posttest']) {
    const script = scripts[name];
    if (typeof script !== 'string') continue;
    found.set(`script "${name}"`, expandScript({ manifest }, script).replace(/\s+/g, ' ').trim());
  }
  for (const part of PARTS) {
    if (manifest[part] !== undefined) found.set(`"${part}"`, canonicalJson(manifest[part]));
  }
  return found;
};

/** The sections of an INI or TOML file with these names. */
const sections =
  (names: RegExp) =>
  (text: string): Settings => {
    const found = new Map<string, string>();
    let open: string | undefined;
    for (const line of text.split('\n').map((all) => all.slice(0, LINE))) {
      const header = /^\s*\[+\s*([^\]]+?)\s*\]+/.exec(line)?.[1];
      if (header !== undefined) open = names.test(header) ? `[${header}]` : undefined;
      else if (open !== undefined) found.set(open, (found.get(open) ?? '') + compact(`${line}\n`));
    }
    return found;
  };

/** What a conftest does beside fixtures: hooks, what it leaves out, and how it ends the process. */
const MEDDLING =
  /^\s*(async )?def pytest_(?!generate_tests|addoption)|\bpytest_plugins\b|[pP]luginmanager\b|collect_ignore|\b_pytest\b|\bos\._exit|\bsys\.exit|\batexit\b|TestResult|\bsetattr\(pytest/;

const conftestParts = (text: string): Settings => {
  const lines = text.split('\n');
  const meddling = lines.flatMap((line, at) => {
    if (!MEDDLING.test(line)) return [];
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((next) => /^\S/.test(next));
    return [line, ...rest.slice(0, end < 0 ? rest.length : end)];
  });
  return meddling.length === 0 ? new Map() : new Map([['hooks', compact(meddling.join('\n'))]]);
};

/** Lines that fit, as one setting; none where no line does. */
const lines =
  (part: string, fits: RegExp) =>
  (text: string): Settings => {
    const found = text.split('\n').filter((line) => fits.test(line.slice(0, LINE)));
    return found.length === 0 ? new Map() : new Map([[part, compact(found.join('\n'))]]);
  };

const PLUGINS = lines('plugins of pytest', /pytest11/);

const IN_SETUP = sections(/^(tool:pytest|coverage:.*)$/);

/** What npm gives to each script, or runs it with. */
const NPM = /^\s*(script-shell|node-options|ignore-scripts|shell)\b/i;

const whole = (text: string): Settings => {
  const json = parseObject(text);
  return new Map([['settings', json === undefined ? compact(text) : canonicalJson(json)]]);
};

/** Files with settings of tests, and what of them counts. */
const READERS: readonly (readonly [RegExp, (text: string) => Settings])[] = [
  [/^package\.json$/, manifestParts],
  [/(^|\/)conftest\.py$/, conftestParts],
  [/(^|\/)\.npmrc$/, lines('options of npm', NPM)],
  [
    /(^|\/)pyproject\.toml$/,
    sections(/^(tool\.(pytest|coverage)\b|project\.entry-points\..*pytest11)/),
  ],
  [/(^|\/)setup\.cfg$/, (text) => new Map([...IN_SETUP(text), ...PLUGINS(text)])],
  [/(^|\/)entry_points\.txt$/, sections(/^pytest11$/)],
  [/(^|\/)setup\.py$/, PLUGINS],
  [/\.pth$/, whole],
  [/(^|\/)tox\.ini$/, sections(/^(pytest|testenv.*)$/)],
  [/(^|\/)(\.?pytest\.(ini|toml)|\.coveragerc)$/, whole],
  [
    /(^|\/)(jest|vitest|vite|playwright|cypress|ava|karma|babel)\.(config|conf|setup)\.[^/]+$/,
    whole,
  ],
  [/(^|\/)\.(mocharc|nycrc|c8rc|taprc|babelrc)(\.[^/]+)?$/, whole],
  [/(^|\/)(sitecustomize|usercustomize)\.py$/, whole],
  // In the place of what tests are run with.
  [/^(src\/)?_?(pytest|unittest|pluggy)(\.py$|\/.*\.py$)/, whole],
  [/(^|\/)node_modules\/.*\.(json|[cm]?js)$/, whole],
];

/** Whether a file may hold settings of tests by its name. */
export const holdsSettings = (path: string): boolean =>
  READERS.some(([pattern]) => pattern.test(path));

/** The settings of tests in a file; all of it where only a command says that it is one. */
export const settingsIn = (path: string, text: string | undefined): Settings => {
  if (text === undefined) return new Map();
  const read = READERS.find(([pattern]) => pattern.test(path))?.[1] ?? whole;
  return read(text);
};

const LOADED =
  /(?:--import|--require|--loader|--test-reporter|--test-global-setup|--config|--setupFiles\w*|--reporter|-r|-c|\bnode|\b(?:ba|da)?sh|\bpython3?|\btsx|\bts-node|\bsource)[ =]+["']?([^\s"'-][^\s"']{0,200})|(?:^|[;&|])\s*(\.\/[^\s"';&|]{1,200})/g;

const MAKE = /(?:^|[;&|])\s*make\b/;
const MAKEFILES = ['Makefile', 'makefile', 'GNUmakefile'];

/** Files that a test command loads before tests, or runs in their place, as it writes them. */
export const loadedBy = (script: string): readonly string[] => [
  ...[...script.matchAll(LOADED)].map(([, path, run = '']) => (path ?? run).replace(/^\.\//, '')),
  ...(MAKE.test(script) ? MAKEFILES : []),
];

/** Names of the parts that differ. */
export const changedParts = (before: Settings, after: Settings): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter(
    (part) => before.get(part) !== after.get(part),
  );
