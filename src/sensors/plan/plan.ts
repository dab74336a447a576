import type { Phase } from '../../domain/phases.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { ReportFormat } from './formats.ts';

/** The file in which a product names test commands of its own, beside those that we run. */
export const PLAN_FILE = 'maestro.test-plan.yaml' as TreePath;

/** What a plan may run in: the gates that run tests. */
export const PLAN_PHASES = ['testing', 'deployment'] as const satisfies readonly Phase[];

/** One command of a test plan. */
export interface PlannedCommand {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  /** What it writes about its tests; without one, what it prints is looked at. */
  readonly report?: { readonly file: TreePath; readonly format: ReportFormat };
  /** The most that it may take, in s; never more than any command of a product may. */
  readonly seconds?: number;
  /** The first phase at whose exit gate it runs. */
  readonly phase: (typeof PLAN_PHASES)[number];
}

export type TestPlan = readonly PlannedCommand[];
