import type { Evidence } from './evidence.ts';
import type { Phase } from './phases.ts';

/** What one judgement's run of the tests brought, beside the run before it. */
export interface TestRound {
  readonly phase: Phase;
  readonly iteration: number;
  readonly passed: number;
  readonly failing: number;
  /** Fail now, and did not before. */
  readonly broken: readonly string[];
  /** Failed before, and do no more. */
  readonly fixed: readonly string[];
  /** Failed and did not fail on the very same tree, in this run and an earlier one. */
  readonly flaky: readonly string[];
}

/** The last of these rounds as a phase shows it: names are cut, their number is not. */
export type TestFigures = Omit<TestRound, 'phase' | 'iteration'>;

const NAMES_SHOWN = 5;

const someOf = (names: readonly string[]): readonly string[] =>
  names.length <= NAMES_SHOWN
    ? names
    : [...names.slice(0, NAMES_SHOWN), `and ${String(names.length - NAMES_SHOWN)} more`];

export const figuresOfTests = ({
  passed,
  failing,
  broken,
  fixed,
  flaky,
}: TestRound): TestFigures => ({
  passed,
  failing,
  broken: someOf(broken),
  fixed: someOf(fixed),
  flaky: someOf(flaky),
});

/** A judgement, as far as it says what became of the tests. */
export interface JudgedRound {
  readonly phase: Phase;
  readonly iteration: number;
  readonly evidence: readonly Evidence[];
}

interface Run {
  readonly tree: string;
  readonly failing: ReadonlySet<string>;
}

const without = (from: Iterable<string>, others: ReadonlySet<string>): readonly string[] =>
  [...from].filter((name) => !others.has(name));

/** How the tests of an execution went from judgement to judgement; those that ran none are left out. */
export const testHistory = (gates: readonly JudgedRound[]): readonly TestRound[] => {
  const runs: Run[] = [];
  return gates.flatMap(({ phase, iteration, evidence }) => {
    const measured = evidence.find(({ sensor }) => sensor === 'test');
    if (measured?.failing === undefined) return [];
    const { tree } = measured;
    const failing = new Set(measured.failing);
    const before = runs.at(-1)?.failing ?? new Set<string>();
    const same = runs.filter((run) => run.tree === tree);
    const flaky = new Set(
      same.flatMap((run) => [...without(run.failing, failing), ...without(failing, run.failing)]),
    );
    runs.push({ tree, failing });
    const round: TestRound = {
      phase,
      iteration,
      passed: measured.held,
      failing: failing.size,
      broken: without(failing, before).filter((name) => !flaky.has(name)),
      fixed: without(before, failing).filter((name) => !flaky.has(name)),
      flaky: [...flaky].sort(),
    };
    return [round];
  });
};
