import type { TreePath } from '../../domain/tree.ts';
import type { Splice } from '../code/splice.ts';

/** One small change of a product's code that a good test notices. */
export interface Mutant extends Splice {
  readonly path: TreePath;
  /** What was done, see the table of operators. */
  readonly operator: string;
  /** Names of the functions around it, the outermost first. */
  readonly scope: string;
  /** What stood there. */
  readonly original: string;
}

/**
 * The operator that throws another kind of error. Only suites are compared by it: a good one need not
 * ask for kinds, but one that did and does no more is weaker.
 */
export const OTHER_ERROR = 'error';

/** The same change in another version of a file has the same key, if it comes once in its function. */
export const keyOf = ({ path, operator, scope, original, text }: Mutant): string =>
  [path, operator, scope, original, text].map((part) => part.replace(/\s+/g, '')).join('\n');
