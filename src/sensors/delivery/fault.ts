import type { TreePath } from '../../domain/tree.ts';

/** Something wrong with how a product is delivered. */
export interface Fault {
  readonly severity: 'error' | 'warning';
  /** Without the name of the sensor. */
  readonly rule: string;
  readonly path: TreePath;
  readonly expected: string;
  readonly actual: string;
  readonly message: string;
}

/** What one check came to: nothing, when it holds. */
export type Check = readonly Fault[];
