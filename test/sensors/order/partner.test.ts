import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { partnerOf } from '../../../src/sensors/order/partner.ts';
import type { Passes } from '../../../src/sensors/order/partner.ts';
import type { Order } from '../../../src/sensors/order/plan.ts';

const REVERSED: Order = { kind: 'reversed' };

/** Tests `0` to `size - 1`; those before one are the lower ones, reversed the higher ones. */
const suiteOf = (size: number, passes: (ran: ReadonlySet<string>) => boolean) => {
  const ids = Array.from({ length: size }, (_, at) => String(at));
  let runs = 0;
  const run: Passes = ({ only }) => {
    runs += 1;
    return Promise.resolve(passes(only ?? new Set(ids)));
  };
  const before = (id: string, { kind }: Order): Promise<readonly string[]> =>
    Promise.resolve(
      ids.filter((other) =>
        kind === 'declared' ? Number(other) < Number(id) : Number(other) > Number(id),
      ),
    );
  return { run, before, runs: () => runs };
};

describe('partnerOf', () => {
  test('finds the one test that must come before, in a few runs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 60 }), fc.nat(), async (size, pick) => {
        const needed = String(pick % (size - 1));
        const suite = suiteOf(size, (ran) => ran.has(needed));
        const found = await partnerOf(suite, suite.run, String(size - 1), REVERSED);
        expect(found).toEqual({ kind: 'must', id: needed });
        expect(suite.runs()).toBeLessThanOrEqual(14);
      }),
    );
  });

  test('finds the one test that must not come before', async () => {
    const suite = suiteOf(20, (ran) => !ran.has('13'));
    expect(await partnerOf(suite, suite.run, '2', REVERSED)).toEqual({
      kind: 'must not',
      id: '13',
    });
  });

  test('names none where two are needed together', async () => {
    const suite = suiteOf(20, (ran) => ran.has('1') && ran.has('17'));
    expect(await partnerOf(suite, suite.run, '19', REVERSED)).toBeUndefined();
  });

  test('gives up after a few runs among very many tests', async () => {
    const suite = suiteOf(100_000, (ran) => ran.has('3'));
    expect(await partnerOf(suite, suite.run, '99999', REVERSED)).toBeUndefined();
    expect(suite.runs()).toBeLessThanOrEqual(14);
  });

  test('names none when the time is over', async () => {
    const suite = suiteOf(5, (ran) => ran.has('1'));
    let runs = 0;
    const lastly = (most: number): Passes => {
      runs = 0;
      return async (plan, id) => ((runs += 1) > most ? undefined : suite.run(plan, id));
    };
    for (const most of [0, 1, 2, 3]) {
      expect(await partnerOf(suite, lastly(most), '4', REVERSED)).toBeUndefined();
    }
    expect(await partnerOf(suite, lastly(9), '4', REVERSED)).toEqual({ kind: 'must', id: '1' });
    // What could not be tried is not tried again in another way.
    expect(await partnerOf(suite, lastly(0), '4', REVERSED)).toBeUndefined();
    expect(runs).toBe(1);
  });
});
