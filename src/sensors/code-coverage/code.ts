import type { FileRan, Place } from './ran.ts';

/** Something in a file that tests reach or miss: a line, or one of the ways that control takes. */
export interface Unit {
  readonly kind: 'line' | 'branch';
  readonly at: Place;
  /** The way not taken here: it is reached when `at` was reached more often than this. */
  readonly not?: Place;
}

/** A file of the product, as we read it outside of the sandbox. */
export interface Code {
  readonly text: string;
  readonly units: readonly Unit[];
  /** Where its functions and classes end, in characters. Empty where no report speaks of them. */
  readonly ends: ReadonlySet<number>;
}

/** Which units of a file one process reached. */
export const reached = ({ units }: Code, ran: FileRan): readonly boolean[] => {
  const places = units.flatMap(({ at, not }) => (not === undefined ? [at] : [at, not]));
  const sorted = [...places].sort((a, b) => a.offset - b.offset);
  const counts = ran.countsAt(sorted);
  const countOf = new Map(sorted.map((place, index) => [place, counts[index] ?? 0]));
  return units.map(
    ({ at, not }) =>
      (countOf.get(at) ?? 0) > (not === undefined ? 0 : (countOf.get(not) ?? Infinity)),
  );
};
