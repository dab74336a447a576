import type { TreePath } from '../../domain/tree.ts';

/** An order in which tests run. */
export type Order =
  { readonly kind: 'declared' | 'reversed' } | { readonly kind: 'random'; readonly seed: string };

/** A run of a suite: in which order, and of which tests. */
export interface RunPlan {
  readonly order: Order;
  /** Ids of the tests that are run; all when absent. */
  readonly only?: ReadonlySet<string>;
}

/** What is to be run, in a folder of the tree with these files as these texts. */
export interface Prepared {
  readonly files: ReadonlyMap<TreePath, string>;
  readonly argv: readonly [string, ...string[]];
}

/** A suite whose tests can be put in order. */
export interface Reorderable {
  /** Whether there is anything that an order could change. */
  readonly movable: boolean;
  readonly prepare: (plan: RunPlan) => Prepared;
  /** Ids of tests before one, in an order; `undefined` where that is not known. */
  readonly before: (id: string, order: Order) => Promise<readonly string[] | undefined>;
  /** The id of a failing test, by what was reported; `undefined` when it can't be told. */
  readonly idOf: (failure: {
    readonly name: string;
    readonly detail: string;
  }) => string | undefined;
  /** The name of a test for people. */
  readonly nameOf: (id: string) => string;
}

/** For people. */
export const orderName = (order: Order): string =>
  order.kind === 'random' ? `a random order (seed ${order.seed})` : `${order.kind} order`;
