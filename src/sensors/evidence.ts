import type { Evidence, SensorName } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import type { SenseContext } from './sensor.ts';

/** Nothing to measure here; gives neither credit nor blame. */
export const skipped = (ctx: SenseContext, sensor: SensorName, note: string): Evidence => ({
  sensor,
  outcome: 'skipped',
  note,
  checked: 0,
  held: 0,
  tree: ctx.treeDigest,
  ms: 0,
  findings: [],
});

export type Measured = Pick<Evidence, 'note' | 'checked' | 'held'> &
  Partial<Pick<Evidence, 'command' | 'exitCode' | 'failing' | 'log' | 'ms'>> & {
    readonly findings: readonly Finding[];
  };

export const measured = (ctx: SenseContext, sensor: SensorName, found: Measured): Evidence => ({
  sensor,
  outcome: 'measured',
  tree: ctx.treeDigest,
  ms: 0,
  ...found,
});
