import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { median, unionMs } from '../../../bench/first-pass/intervals.ts';

const interval = fc
  .tuple(fc.nat({ max: 60 }), fc.nat({ max: 20 }))
  .map(([from, length]) => ({ from, to: from + length }));

test('time in which several things happened counts once', () => {
  fc.assert(
    fc.property(fc.array(interval), (intervals) => {
      const busy = Array.from({ length: 80 }, (_, at) =>
        intervals.some(({ from, to }) => from <= at && at < to),
      ).filter(Boolean);
      expect(unionMs(intervals)).toBe(busy.length);
    }),
  );
});

test('the median of an even number lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
});
