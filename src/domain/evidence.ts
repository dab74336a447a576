import type { Digest } from './digest.ts';
import type { Finding } from './finding.ts';

/** What each sensor looks at. */
export type SensorName =
  | 'contract'
  | 'scenarios'
  | 'api'
  | 'traceability'
  | 'data_model'
  | 'install'
  | 'types'
  | 'lint'
  | 'build'
  | 'conformance'
  | 'test'
  | 'test_plan'
  | 'coverage'
  | 'scenario_coverage'
  | 'order'
  | 'mutation'
  | 'integrity'
  | 'delivery'
  | 'smoke'
  | 'secrets'
  | 'licences'
  | 'tree'
  | 'merge'
  /** A model's opinion, asked for when the gate has decided; see `opinions.ts`. */
  | 'judge';

/** What a sensor measured on one tree. No claim of the product is in here unchecked. */
export interface Evidence {
  readonly sensor: SensorName;
  /** `skipped`: nothing to measure (a project without a build step); it gives no credit. */
  readonly outcome: 'measured' | 'skipped';
  /** Why it was skipped, or what was chosen and why ("npm test, from package.json"). */
  readonly note: string;
  readonly command?: string;
  readonly exitCode?: number;
  /** Things checked and things that held, for example tests run and tests passed. */
  readonly checked: number;
  readonly held: number;
  /** Names of tests that failed, the first 200; absent where no test was counted. */
  readonly failing?: readonly string[];
  /** The log, in the object store. */
  readonly log?: Digest;
  readonly tree: Digest;
  /** Wall time in ms; for people only, no decision depends on it. */
  readonly ms: number;
  readonly findings: readonly Finding[];
}
