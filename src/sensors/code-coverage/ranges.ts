import type { FileRan, Place } from './ran.ts';

/** Characters from `start` to before `end`, and how often they were reached. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

const before = (a: Range, b: Range): number => a.start - b.start || b.end - a.end;

/** Whether each range lies in another, or beside it. */
export const areNested = (ranges: readonly Range[]): boolean => {
  const open: Range[] = [];
  return [...ranges].sort(before).every((range) => {
    while ((open.at(-1)?.end ?? Infinity) <= range.start) open.pop();
    const around = open.at(-1);
    open.push(range);
    return around === undefined || range.end <= around.end;
  });
};

/** The count at a point is that of the smallest range around it. @param ranges nested ones. */
export const countsOf = (ranges: readonly Range[]): FileRan => {
  const sorted = [...ranges].sort(before);
  return {
    countsAt(places: readonly Place[]) {
      const open: Range[] = [];
      let next = 0;
      return places.map(({ offset }) => {
        for (let range = sorted[next]; range !== undefined && range.start <= offset;) {
          while ((open.at(-1)?.end ?? Infinity) <= range.start) open.pop();
          open.push(range);
          next += 1;
          range = sorted[next];
        }
        while ((open.at(-1)?.end ?? Infinity) <= offset) open.pop();
        return open.at(-1)?.count ?? 0;
      });
    },
  };
};
