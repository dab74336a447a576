import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aucOf, bootstrapAuc } from '../../../bench/gates/auc.ts';
import { barsOf, separationOf } from '../../../bench/gates/bars.ts';
import type { Judged } from '../../../bench/gates/judge.ts';
import { OPERATORS } from '../../../bench/gates/operators/index.ts';
import type { Original, Pair, Results } from '../../../bench/gates/results.ts';
import { tableOf } from '../../../bench/gates/table.ts';

const item = fc.record({ good: fc.boolean(), score: fc.integer({ min: 0, max: 5 }) });

describe('the area under the curve', () => {
  test('is 1 when every good one scores higher, 0 when none does, and a half for equal scores', () => {
    const of = (good: number, bad: number) =>
      aucOf([
        { good: true, score: good },
        { good: false, score: bad },
      ]);
    expect([of(2, 1), of(1, 2), of(1, 1)]).toEqual([1, 0, 0.5]);
    expect(aucOf([{ good: true, score: 1 }])).toBeUndefined();
  });

  test('is the rest when good and bad change places', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 2, maxLength: 20 }), (pool) => {
        const auc = aucOf(pool);
        const other = aucOf(pool.map(({ good, score }) => ({ good: !good, score })));
        if (auc === undefined) expect(other).toBeUndefined();
        else expect(auc + (other ?? 0)).toBeCloseTo(1);
      }),
    );
  });

  test('has an interval around it that is the same each time, and nothing wide without doubt', () => {
    const pool = ['a', 'b', 'c', 'd'].flatMap((cluster, at) => [
      { good: true, score: 5 + at, cluster },
      { good: false, score: 4 + at, cluster },
    ]);
    const [low, high] = bootstrapAuc(pool) ?? [0, 0];
    const auc = aucOf(pool) ?? 0;
    expect(low).toBeLessThanOrEqual(auc);
    expect(high).toBeGreaterThanOrEqual(auc);
    expect(high).toBeGreaterThan(low);
    expect(bootstrapAuc(pool)).toEqual([low, high]);
    const certain = pool.map((each) => ({ ...each, score: each.good ? 1 : 0 }));
    expect(bootstrapAuc(certain)).toEqual([1, 1]);
    expect(bootstrapAuc(pool.filter(({ good }) => good))).toBeUndefined();
  });
});

const judged = (score: number, more: Partial<Judged> = {}): Judged => ({
  score,
  threshold: 0.6,
  passed: true,
  errors: [],
  warnings: [],
  naive: 1,
  notes: {},
  ms: 1,
  ...more,
});

const GOOD: Original = { project: 'a', family: 'package', good: true, judged: judged(0.9) };

const pair = (score: number, more: Partial<Pair> = {}): Pair => ({
  operator: 'stub-function',
  integrity: false,
  project: 'a',
  family: 'package',
  class: 'alone',
  gate: 'deployment',
  original: { score: 0.9, naive: 1 },
  judged: judged(score, { passed: false, errors: ['tests.failed: one fails'] }),
  ...more,
});

const results = (more: Partial<Results>): Results => ({
  originals: [GOOD],
  pairs: [pair(0.5), pair(0.4, { integrity: true })],
  missing: [],
  ...more,
});

const broken = (more: Partial<Results>): readonly string[] =>
  barsOf(results(more))
    .filter(({ held }) => !held)
    .flatMap(({ against }) => against);

describe('bars', () => {
  test('all hold when every degraded project scores below its original', () => {
    expect(broken({})).toEqual([]);
  });

  test('name the pair that scores as high as its original', () => {
    expect(broken({ pairs: [pair(0.9), pair(0.4, { integrity: true })] })).toEqual([
      'stub-function on a',
    ]);
  });

  test('leave out what can not be told, and what no oracle sees', () => {
    const equal = [pair(0.9, { class: 'undetectable' }), pair(0.9, { doubt: 'no oracle fails' })];
    expect(broken({ pairs: [...equal, pair(0.4, { integrity: true })] })).toEqual([]);
  });

  test('name an operator on integrity without an error, though it scores lower', () => {
    const silent = pair(0.4, { operator: 'skip-tests', integrity: true, judged: judged(0.4) });
    expect(broken({ pairs: [pair(0.5), silent] })).toEqual(['skip-tests on a']);
  });

  test('name a good project that fails, a defect that is not reported, and what is missing', () => {
    const failing = {
      ...GOOD,
      judged: judged(0.7, { passed: false, errors: ['tests.none: none'] }),
    };
    const unseen = { ...GOOD, project: 'b', good: false, defect: 'wrong sum', reported: false };
    expect(
      broken({ originals: [failing, unseen], missing: [{ what: 'c', why: 'no network' }] }),
    ).toEqual(['a (0.70): tests.none: none', 'b: wrong sum', 'c: no network']);
  });
});

test('the naive score is pooled beside that of the gates', () => {
  const all = results({});
  expect(separationOf(all, 'score').auc).toBe(1);
  expect(separationOf(all, 'naive').auc).toBe(0.5);
});

test('the table shows undetectable operators in a part of their own', () => {
  const lines = tableOf(
    results({ pairs: [pair(0.5), pair(0.9, { operator: 'add-comment', class: 'undetectable' })] }),
    OPERATORS,
  );
  const title = lines.indexOf('undetectable in principle: counted, in no bar');
  expect(title).toBeGreaterThan(0);
  expect(lines[title + 2]).toContain('add-comment');
  expect(lines.join('\n')).toContain('DOES NOT HOLD  no operator on integrity passes');
});
