import { DIMENSIONS } from './dimensions.ts';
import type { Dimension } from './dimensions.ts';
import { PHASES } from './phases.ts';
import type { Phase } from './phases.ts';
import { figuresOfGate } from './quality-report.ts';
import type { QualityReport, ReportGate } from './quality-report.ts';

/** A score that was measured before and after; absent where nothing measured it. */
export interface Change {
  readonly before?: number;
  readonly after?: number;
}

/** What mending a project changed, by what its gates measured. All scores are 0 to 1. */
export interface BeforeAfter {
  /** Of the last phase, whose gate measures all that the others do. */
  readonly score: Change;
  readonly errors: Change;
  readonly phases: Readonly<Record<Phase, Change>>;
  readonly dimensions: Readonly<Record<Dimension, Change>>;
}

const change = (before: number | undefined, after: number | undefined): Change => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

/** `undefined` when no imported project was judged: iteration 0 is as it was imported. */
export const beforeAfter = ({ gates }: QualityReport): BeforeAfter | undefined => {
  const first = (phase: Phase): ReportGate | undefined =>
    gates.find((gate) => gate.phase === phase && gate.iteration === 0);
  const last = (phase: Phase): ReportGate | undefined =>
    gates.findLast((gate) => gate.phase === phase);
  const [before, after] = [first('deployment'), last('deployment')];
  if (before === undefined) return undefined;
  const phases = PHASES.map((phase) => [phase, change(first(phase)?.score, last(phase)?.score)]);
  const [was, is] = [figuresOfGate(before), figuresOfGate(after)];
  const dimensions = DIMENSIONS.map((name) => [name, change(was[name], is[name])]);
  return {
    score: change(before.score, after?.score),
    errors: change(before.errors, after?.errors),
    phases: Object.fromEntries(phases) as BeforeAfter['phases'],
    dimensions: Object.fromEntries(dimensions) as BeforeAfter['dimensions'],
  };
};
