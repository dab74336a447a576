import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blockForBudget } from '../../src/domain/block.ts';
import {
  fits,
  isShortage,
  limitOf,
  parseBudget,
  raiseFor,
  sayShortage,
  strangerInBudget,
  warningsAt,
  withLimit,
} from '../../src/domain/budget.ts';
import type { BudgetPart, Shortage } from '../../src/domain/budget.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import { personaId } from './arbitraries.ts';

const qa = personaId('qa_engineer');

const PARTS: readonly BudgetPart[] = [
  { kind: 'execution' },
  { kind: 'phase', phase: 'testing' },
  { kind: 'persona', persona: qa },
];

const amount = fc.nat({ max: 10 ** 12 }).map(nanoUsd);
const shortage: fc.Arbitrary<Shortage> = fc.record({
  part: fc.constantFrom(...PARTS),
  limit: amount,
  spent: amount,
  reserved: amount,
  needed: amount,
});

describe('a budget', () => {
  test.each([
    [2.5, 2_500_000_000],
    [1_000_000, 1e15],
    [0.1 + 0.2, 300_000_000],
    [1e-9, 1],
  ])('of %d US dollars is taken to the nano-USD', (usd, value) => {
    expect(parseBudget(usd)).toEqual({ ok: true, value });
  });

  test.each([0, -1, 1e-10, 1_000_000.01, Infinity, NaN, '5', null, undefined, {}])(
    'is not %p',
    (usd) => {
      expect(parseBudget(usd)).toEqual({
        ok: false,
        problem: 'must be US dollars: a number above 0 and at most 1,000,000',
      });
    },
  );

  test('keeps the limits of its other parts when one is set', () => {
    const set = PARTS.reduce((budget, part, at) => withLimit(budget, part, nanoUsd(at + 1)), {});
    expect(PARTS.map((part) => limitOf(set, part))).toEqual([1, 2, 3]);
    expect(limitOf({}, { kind: 'persona', persona: personaId('constructor') })).toBeUndefined();
  });

  test('that names a persona that is not there says which is meant', () => {
    const budget = { personas: { [personaId('qa_enginer')]: nanoUsd(1) } };
    expect(strangerInBudget(budget, [qa])).toMatch(/"qa_enginer".*did you mean qa_engineer/);
    expect(strangerInBudget({ personas: { [qa]: nanoUsd(1) } }, [qa])).toBeUndefined();
  });

  test('warns at half, four fifths and nineteen twentieths', () => {
    const at = (spent: number) => warningsAt(nanoUsd(spent), nanoUsd(1_000));
    expect([at(499), at(500), at(799), at(800), at(949), at(950), at(2_000)]).toEqual([
      [],
      [50],
      [50],
      [50, 80],
      [50, 80],
      [50, 80, 95],
      [50, 80, 95],
    ]);
  });
});

describe('a shortage', () => {
  const short: Shortage = {
    part: { kind: 'execution' },
    limit: nanoUsd(2e9),
    spent: nanoUsd(1.99e9),
    reserved: nanoUsd(0),
    needed: nanoUsd(0.121e9),
  };

  test('says what is spent, needed and allowed, and the command that lifts it', () => {
    expect(sayShortage(short)).toBe(
      'The budget is $2.00, of which $1.99 is spent; the next call needs up to $0.121.',
    );
    expect(blockForBudget('task-v1', short, 'why').lift).toBe(
      'maestro budget task-v1 2.12 (or more), or the message budget with {"usd":2.12}',
    );
    const ofPhase = { ...short, part: { kind: 'phase', phase: 'design' } } as const;
    expect(blockForBudget('task-v1', ofPhase, 'why').lift).toBe(
      'maestro budget task-v1 2.12 --phase design (or more), or the message budget with {"usd":2.12,"phase":"design"}',
    );
  });

  test('is lifted by what it asks for, and by nothing less than what is needed', () => {
    fc.assert(
      fc.property(shortage, (it) => {
        const { usd } = raiseFor(it).message;
        const raised = parseBudget(usd);
        if (raised.ok) expect(fits(it, withLimit({}, it.part, raised.value))).toBe(true);
        const needed = it.spent + it.needed;
        fc.pre(needed > 0);
        expect(fits(it, withLimit({}, it.part, nanoUsd(needed - 1)))).toBe(false);
      }),
    );
  });

  test('is known again when it comes back as JSON, and nothing else is', () => {
    expect(isShortage(JSON.parse(JSON.stringify(short)))).toBe(true);
    for (const other of [undefined, null, {}, { ...short, part: {} }, { ...short, spent: '1' }]) {
      expect(isShortage(other)).toBe(false);
    }
  });
});
