import type { JsonObject } from '../../../domain/brand.ts';
import type { TreePath } from '../../../domain/tree.ts';
import { objectAt } from '../../project.ts';
import { startOf } from '../suite.ts';
import type { Framework } from './source.ts';

/** That a file loads a module, which may be called by a common word. */
const loads = (module: string): RegExp =>
  new RegExp(`(?:\\brequire\\(\\s*|\\bfrom\\s+)['"]${module}['"]`);

/** Nothing else runs a file that imports one of these. */
const ONLY_FOR: readonly (readonly [RegExp, Framework])[] = [
  [/['"]vitest['"]/, 'Vitest'],
  [/['"]@jest\/globals['"]/, 'Jest'],
  [/['"]@playwright\/test['"]/, 'Playwright'],
  [loads('tape'), 'tape'],
  [loads('tap'), 'tap'],
  [loads('ava'), 'AVA'],
  [loads('uvu'), 'uvu'],
];

const FROM_NODE =
  /\bimport\s+([^'"]{1,200}?)\s+from\s+['"]node:test['"]|(\w+|\{[^}]{0,200}\})\s*=\s*require\(\s*['"]node:test['"]/g;

/** Whether a file takes what declares tests from there, and not a mock alone. */
const isOfNode = (beside: string): boolean =>
  [...beside.matchAll(FROM_NODE)].some(([, imported, required]) =>
    /^\w|\b(?:test|it|describe|suite)\b/.test(imported ?? required ?? ''),
  );

const STARTS: readonly (readonly [RegExp, Framework])[] = [
  [/\bvitest\b/, 'Vitest'],
  [/\bjest\b|\breact-scripts test\b/, 'Jest'],
  [/\bmocha\b/, 'Mocha'],
  [/\bpytest\b/, 'pytest'],
  [/\bunittest\b/, 'unittest'],
  [/\bnode\b[^&|;]*\s--test\b/, 'node:test'],
  [/\bplaywright test\b/, 'Playwright'],
  [startOf('tape'), 'tape'],
  [startOf('tap'), 'tap'],
  [startOf('ava'), 'AVA'],
  [startOf('uvu'), 'uvu'],
];

const WRITTEN_FOR: readonly (readonly [RegExp, Framework])[] = [
  [/['"]node:test['"]/, 'node:test'],
  [/^\s*(import|from) unittest\b/m, 'unittest'],
];

/** The framework that a test file can only be for, that a command starts, or that the file may be for. */
export const frameworkOf = (script: string, beside: string): Framework | undefined =>
  ONLY_FOR.find(([pattern]) => pattern.test(beside))?.[1] ??
  (isOfNode(beside) ? 'node:test' : undefined) ??
  STARTS.find(([pattern]) => pattern.test(script))?.[1] ??
  WRITTEN_FOR.find(([pattern]) => pattern.test(beside))?.[1];

const PACKAGES: readonly (readonly [string, Framework])[] = [
  ['vitest', 'Vitest'],
  ['jest', 'Jest'],
  ['mocha', 'Mocha'],
  ['@playwright/test', 'Playwright'],
  ['tape', 'tape'],
  ['tap', 'tap'],
  ['ava', 'AVA'],
  ['uvu', 'uvu'],
];

/** The runner that a manifest declares, where neither a command nor a file names one. */
export const declaredRunner = (manifest: JsonObject): Framework | undefined => {
  const names = ['dependencies', 'devDependencies'].flatMap((field) =>
    Object.keys(objectAt(manifest, field)),
  );
  return PACKAGES.find(([name]) => names.includes(name))?.[1];
};

/** A file name as the product's own test files have it: `tests/a.test.js` gives `tests/b.test.js`. */
export const siblingOf = (path: TreePath, words: readonly string[]): TreePath => {
  const at = path.lastIndexOf('/') + 1;
  const [folder, file] = [path.slice(0, at), path.slice(at)];
  const python = /^(test_?)?(.*?)(_test)?(\.py)$/.exec(file);
  if (python !== null) {
    const [, before = '', , after = '', end = ''] = python;
    const mark = before === '' && after === '' ? 'test_' : before;
    return `${folder}${mark}${words.join('_')}${after}${end}` as TreePath;
  }
  const dot = file.search(/[._-](test|spec)\.|\.[cm]?[jt]sx?$/);
  return `${folder}${words.join('-')}${dot < 0 ? '' : file.slice(dot)}` as TreePath;
};
