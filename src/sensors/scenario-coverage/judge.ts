import type { TestReport } from '../test/report.ts';
import { namesId } from './names-id.ts';
import { titleOf } from './test-names.ts';
import type { WrittenTest, WrittenTests } from './test-names.ts';

/** Why no test speaks for a scenario. */
export interface Untested {
  readonly kind: 'no test' | 'skipped' | 'not run' | 'empty';
  /** The test that names it. */
  readonly test?: WrittenTest;
}

/** What became of a scenario. */
export type Outcome = { readonly kind: 'covered' } | { readonly kind: 'failing' } | Untested;

const written = ({ byTitle }: WrittenTests, pass: string): readonly WrittenTest[] =>
  byTitle.get(titleOf(pass)) ?? [];

/**
 * Whether a test that names a scenario was run, passed, and does something.
 * @param ids of all scenarios.
 */
export const outcomeOf = (
  id: string,
  ids: readonly string[],
  suite: WrittenTests,
  { passes, failures }: Required<Pick<TestReport, 'passes' | 'failures'>>,
): Outcome => {
  const named = (name: string): boolean => namesId(id, ids, name);
  // What only the output names, no file of tests does: it was printed to look like a test.
  const isWritten = [...suite.texts].some(([path, text]) => named(path) || named(text));
  const passed = passes.flatMap((pass) => {
    const tests = written(suite, pass);
    if (tests.length === 0) return isWritten && named(pass) ? [undefined] : [];
    return tests.filter(({ name }) => named(pass) || named(name));
  });
  if (passed.some((test) => test?.empty !== true && test?.off !== true)) {
    return { kind: 'covered' };
  }
  const empty = passed.find((test) => test?.empty === true);
  if (empty !== undefined) return { kind: 'empty', test: empty };
  const test = suite.tests.find(({ name }) => named(name));
  if (failures.some(({ name }) => named(name) || test?.title === titleOf(name))) {
    return { kind: 'failing' };
  }
  if (test === undefined) return { kind: 'no test' };
  return { kind: test.off ? 'skipped' : 'not run', test };
};
