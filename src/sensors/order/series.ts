import type { Finding } from '../../domain/finding.ts';
import type { SenseContext } from '../sensor.ts';
import { asksForTests } from '../test/asks-for-tests.ts';
import type { SuiteOf } from '../trials/suite-of.ts';
import { observe } from './observe.ts';
import type { Observation } from './observe.ts';
import type { Prepared } from './plan.ts';

/** Runs of one suite, within one time. */
export interface Series {
  readonly ctx: SenseContext;
  readonly suite: SuiteOf;
  /** Tests that it has. */
  readonly expected: number;
  /** No run begins after it, ms since the epoch. */
  readonly until: number;
  /** Of one run, in ms. */
  readonly wallMs: number;
}

/** What some runs came to. */
export interface Outcome {
  readonly runs: number;
  /** Runs that came to the same. */
  readonly held: number;
  readonly findings: readonly Finding[];
  readonly note: string;
}

/** `undefined` when the time is over. */
export const inTime = ({ until }: Series): boolean => Date.now() < until;

export const observed = (series: Series, prepared: Prepared): Promise<Observation> =>
  observe(series.ctx, series.suite, prepared, series);

/** A suite that reports otherwise when it is run again. */
export const doubted = ({ ctx, suite }: Series, doubt: string): Finding => ({
  severity: 'error',
  rule: 'order.not_believed',
  expected: 'a failing test is reported by its name and fails the command, in every run',
  actual: doubt,
  message: `"${suite.step.command}" can't be believed when it is run again: ${doubt}. Take out what tells runs apart.`,
  owner: asksForTests(ctx),
});
