import { declaredTests } from '../../code/declared-tests.ts';
import type { DeclaredTest } from '../../code/declared-test.ts';
import type { Convention } from '../../conventions.ts';
import type { SenseContext } from '../../sensor.ts';
import { readText } from '../../tree-files.ts';
import { entriesOf } from '../suite.ts';
import type { TreePath } from '../../../domain/tree.ts';
import { shuffled } from './names.ts';

/** A test file of the product that a canary can be put beside, or into. */
export interface Host {
  readonly path: TreePath;
  readonly text: string;
  readonly tests: readonly DeclaredTest[];
  /** The command names this very file: another one beside it would not be run. */
  readonly named: boolean;
}

/** Whether a file is a test by itself. */
export const isPlain = ({ tests }: Pick<Host, 'tests'>): boolean =>
  tests.every(({ whole }) => whole === true);

/** Test files that are looked at. */
const LOOKED_AT = 60;

/** What a command says of which test files it runs: a path, a folder or a glob. */
const wordsOf = (script: string): readonly string[] =>
  script
    .split(/[\s'"=]+/)
    .map((word) => word.replace(/^\.\//, '').replace(/\/$/, ''))
    .filter((word) => word !== '' && !word.startsWith('-'));

const readHost = async (ctx: SenseContext, path: TreePath, named: boolean): Promise<Host> => {
  const text = await readText(ctx, path);
  return { path, text, tests: declaredTests(path, text), named };
};

/** Test files with tests in them, in an order that nobody knows, those that the command names first. */
export const hostsIn = async (
  ctx: SenseContext,
  { isTest }: Convention,
  script: string,
): Promise<readonly Host[]> => {
  const words = [...wordsOf(script), ...entriesOf(script)];
  const paths = [...ctx.tree.keys()].filter((path) => isTest(path));
  const named = new Set(paths.filter((path) => words.includes(path)));
  const meant = paths.filter(
    (path) =>
      named.has(path) ||
      words.some((word) => path.startsWith(`${word}/`)) ||
      words.some((word) => /[*?{]/.test(word) && ctx.matches(word, path)),
  );
  const looked = async (chosen: readonly TreePath[]): Promise<readonly Host[]> => {
    const some = shuffled(chosen).slice(0, LOOKED_AT);
    const hosts = await Promise.all(some.map((path) => readHost(ctx, path, named.has(path))));
    const withTests = hosts.filter(({ tests }) => tests.length > 0);
    const ofRunners = withTests.filter((host) => !isPlain(host));
    return ofRunners.length > 0 ? ofRunners : withTests;
  };
  const hosts = await looked(meant);
  // A command may name other files of a test folder, such as one that it loads: no place for a test.
  return hosts.length > 0 ? hosts : looked(paths);
};
