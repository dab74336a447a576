import type { Order, Reorderable, RunPlan } from './plan.ts';

/** The test that decides whether another one passes, by coming before it. */
export interface Partner {
  /** `must`: without it the other fails; `must not`: after it the other fails. */
  readonly kind: 'must' | 'must not';
  readonly id: string;
}

/** Runs for one test at most: enough to find one among some hundred. */
const RUNS = 12;

/** Whether a test passes after some others; `undefined` when that could not be tried. */
export type Passes = (plan: RunPlan, id: string) => Promise<boolean | undefined>;

/** One of some ids that alone has the effect; `undefined` when none has. */
const bisect = async (
  ids: readonly string[],
  has: (some: readonly string[]) => Promise<boolean | undefined>,
  runs = { left: RUNS },
): Promise<string | undefined> => {
  if (ids.length < 2) return ids[0];
  const middle = Math.ceil(ids.length / 2);
  for (const half of [ids.slice(middle), ids.slice(0, middle)]) {
    runs.left -= 1;
    if (runs.left < 0) return undefined;
    if ((await has(half)) === true) return bisect(half, has, runs);
  }
  return undefined;
};

/**
 * Why a test that passes in declared order fails in another: the one test that must, or must not,
 * come before it; `undefined` when there is no single one or it can't be told in a few runs.
 */
export const partnerOf = async (
  { before }: Pick<Reorderable, 'before'>,
  passes: Passes,
  id: string,
  order: Order,
): Promise<Partner | undefined> => {
  const declared: Order = { kind: 'declared' };
  const tryAfter = (where: Order, ids: readonly string[]): Promise<boolean | undefined> =>
    passes({ order: where, only: new Set([...ids, id]) }, id);
  const alone = await tryAfter(declared, []);
  if (alone === undefined) return undefined;
  const where = alone ? order : declared;
  const candidates = (await before(id, where)) ?? [];
  const wanted = !alone;
  const has = async (ids: readonly string[]): Promise<boolean | undefined> => {
    const passed = await tryAfter(where, ids);
    return passed === undefined ? undefined : passed === wanted;
  };
  if (candidates.length === 0 || (await has(candidates)) !== true) return undefined;
  const found = await bisect(candidates, has);
  return found === undefined ? undefined : { kind: alone ? 'must not' : 'must', id: found };
};
