import type { PersonaId } from '../../domain/persona.ts';
import type { TreePath } from '../../domain/tree.ts';
import { mentionsIn } from '../mentions.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';

/** Where a failing test points to. */
export interface Blame {
  readonly path?: TreePath;
  readonly owner: PersonaId;
}

export interface Blamable {
  readonly ctx: SenseContext;
  readonly isTest: (path: TreePath) => boolean;
  /** The file that the product is started with. */
  readonly main: TreePath | undefined;
  readonly fallback: PersonaId;
  /** By what ran in the process of a test file; `undefined` where that tells nothing. */
  readonly suspect?: (
    test: TreePath,
    imported: TreePath | undefined,
  ) => Promise<TreePath | undefined>;
}

/** Something was not as the test expects; other errors of a test file are its own. */
const EXPECTATION =
  /AssertionError|ERR_ASSERTION|expect\(|\bassert\b|\bE {3}assert|^\s*operator: (?!fail)\w/m;
const IMPORT = /(?:from|import|require)\s*\(?\s*['"](\.[^'"]+)['"]/g;

/** `> 4 |  code`, `   4|  code`: lines of a file that are shown are no lines of a trace. */
const withoutCode = (detail: string): string =>
  detail
    .split('\n')
    .filter((line) => !/^\s*>? *\d* ?\|/.test(line))
    .join('\n');

const resolve = (from: TreePath, specifier: string): string => {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
};

/** TypeScript imports `./a.ts` as `./a.js` or `./a`; a folder stands for its `index`. */
const bare = (path: string): string =>
  path.replace(/\.[cm]?[jt]sx?$/, '').replace(/(^|\/)index$/, '');

/** The first file of the product that a test file imports. */
const importedBy = async (
  { ctx, isTest }: Blamable,
  test: TreePath,
): Promise<TreePath | undefined> => {
  const text = await readText(ctx, test);
  const specifiers = [...text.matchAll(IMPORT)].map(([, specifier = '']) =>
    bare(resolve(test, specifier)),
  );
  const known = new Set(specifiers);
  return [...ctx.tree.keys()].find((path) => known.has(bare(path)) && !isTest(path));
};

/**
 * Who is to mend a failing test. The code under test comes first: the first file of the product in
 * the trace; when an expectation failed, what ran in the test's process and in few others, what the
 * test imports, or what starts the product, since a test from outside shows no more than itself.
 * Then the test.
 */
export const blameFor = async (
  failure: { readonly name: string; readonly detail: string },
  about: Blamable,
): Promise<Blame> => {
  const { ctx, isTest, main, fallback } = about;
  const detail = withoutCode(failure.detail);
  const { name } = failure;
  const mentioned = mentionsIn(`${detail}\n${name}`, ctx.tree.keys()).map(({ path }) => path);
  const code = mentioned.find((path) => !isTest(path) && /\.([cm]?[jt]sx?|py)$/.test(path));
  if (code !== undefined) return { path: code, owner: ctx.producerOf(code) };
  const test = mentioned.find(isTest);
  if (test === undefined) return { owner: fallback };
  if (!EXPECTATION.test(detail)) return { path: test, owner: ctx.producerOf(test) };
  const imported = await importedBy(about, test);
  const under = (await about.suspect?.(test, imported)) ?? imported ?? main;
  return { path: test, owner: ctx.producerOf(under ?? test) };
};
