import type { TreePath } from '../../domain/tree.ts';
import { keyOf } from '../mutants/mutant.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { mutantsOf } from '../mutants/mutants-of.ts';
import { atOnce, kills } from '../trials/trial.ts';
import type { Trial } from '../trials/trial.ts';
import type { Sides } from './compare.ts';
import type { SuiteTrials } from './suite-trials.ts';

/** When so many live, no more are tried: they show enough. */
const LIVING_MAX = 4;

/** The mutant in the code that the new suite runs over; `undefined` when that place is gone. */
type Counterpart = (mutant: Mutant) => Mutant | undefined;

/** A folder of each suite; at each seat one mutant is tried at a time. */
export interface Seat {
  readonly old: Trial;
  readonly now: Trial;
}

/** Where mutants are tried. */
export interface Bench {
  readonly sides: Sides;
  readonly trials: SuiteTrials;
  readonly counterpart: Counterpart;
  readonly seats: readonly Seat[];
  /** The most that a suite may take on a mutant. */
  readonly wallMs: number;
}

/** What came of mutants so far. */
export interface Tally {
  readonly tried: Set<Mutant>;
  /** By the accepted tests; with the file that did, where one was run alone. */
  readonly killed: Map<Mutant, TreePath | undefined>;
  /** Of these, what the new tests let live. */
  readonly living: Set<Mutant>;
}

type Code = SuiteTrials['code'];

const changedIn = (now: Code, before: Code): Code =>
  new Map([...now].filter(([path, text]) => before.get(path) !== text));

const placeOf = ({ path, scope }: Mutant): string => `${path} ${scope}`;

const counterparts = async (
  { ctx }: Sides,
  { code, newCode, present }: SuiteTrials,
): Promise<Counterpart> => {
  const others = new Map<string, Mutant[]>();
  for (const mutant of await mutantsOf(ctx, ctx.tree, changedIn(newCode, code))) {
    const key = keyOf(mutant);
    others.set(key, [...(others.get(key) ?? []), mutant]);
  }
  const left = await mutantsOf(ctx, ctx.tree, changedIn(present, code));
  const places = new Set(left.map(placeOf));
  return (mutant) => {
    const { path } = mutant;
    // Tests may go with the function that they were for.
    if (present.get(path) !== code.get(path) && !places.has(placeOf(mutant))) return undefined;
    if (newCode.get(path) === code.get(path)) return mutant;
    const found = others.get(keyOf(mutant)) ?? [];
    return found.length === 1 ? found[0] : undefined;
  };
};

/** Sets up as many seats as may run beside each other. */
export const benchOf = async (sides: Sides, trials: SuiteTrials): Promise<Bench> => {
  const counterpart = await counterparts(sides, trials);
  const seat = async (): Promise<Seat> => ({ old: await trials.old(), now: await trials.now() });
  const seats = await Promise.all(Array.from({ length: atOnce(sides.ctx) }, seat));
  return { sides, trials, counterpart, seats, wallMs: 3 * trials.ms + 2_000 };
};

/** Whether a suite fails on a mutant. */
export const killsOf = (
  { sides, trials, wallMs, counterpart }: Bench,
  trial: Trial,
  mutant: Mutant,
  side: 'old' | 'new',
): Promise<boolean> => {
  const here = side === 'old' ? mutant : counterpart(mutant);
  const text = (side === 'old' ? trials.code : trials.newCode).get(mutant.path);
  // Code that is gone can't be judged by the new tests.
  if (here === undefined || text === undefined) return Promise.resolve(true);
  return kills(sides.ctx, trial, here, text, wallMs);
};

/** Whether no more mutants are to be tried. @param until a time, in ms since 1970 */
export const isOver = ({ living }: Tally, until: number): boolean =>
  Date.now() > until || living.size >= LIVING_MAX;

/** Has each seat take items from one queue until it is empty or something is over. */
export const atSeats = async <Item>(
  { seats }: Bench,
  items: Iterable<Item>,
  over: () => boolean,
  run: (seat: Seat, item: Item) => Promise<void>,
): Promise<void> => {
  const queue = items[Symbol.iterator]();
  const work = async (seat: Seat): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      if (over()) return;
      await run(seat, next.value);
    }
  };
  await Promise.all(seats.map(work));
};
