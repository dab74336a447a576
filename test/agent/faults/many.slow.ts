/**
 * Sixteen kinds of fault, fifty calls each, over each protocol, with the real ledger: what becomes
 * of each call, and that the provider's bill is never above the ledger's.
 * Run by `npm run test:faults`.
 */
import { describe, expect, test } from '@jest/globals';
import { ModelBusy, runPersona } from '../../../src/agent/index.ts';
import { NeedsPerson } from '../../../src/domain/needs-person.ts';
import type { PersonaId } from '../../../src/domain/persona.ts';
import { control, useBench } from '../fixture.ts';
import type { Bench } from '../fixture.ts';
import { modelFor, SPECS } from './call.ts';
import { KINDS } from './expected.ts';

const CALLS = 50;
const AT_ONCE = 10;

const bench = useBench();

/** The n-th persona run of an execution: one call, which fails. */
const failureOf = async ({ deps, task }: Bench, n: number): Promise<unknown> => {
  // A persona has one run of a phase at a time: a later one replaces it.
  const persona = `writer_${String(n)}` as PersonaId;
  const identity = { ...task.identity, persona, runId: `${persona}.requirements.1` };
  try {
    return await runPersona(deps, { ...task, identity }, control());
  } catch (error) {
    return error;
  }
};

const allFailures = async (run: Bench): Promise<readonly unknown[]> => {
  const failures: unknown[] = [];
  for (let n = 0; n < CALLS; n += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_, index) => failureOf(run, n + index + 1));
    failures.push(...(await Promise.all(some)));
  }
  return failures;
};

const kindOf = (error: unknown): string => {
  if (error instanceof ModelBusy) return 'busy';
  return error instanceof NeedsPerson ? error.kind : `unexpected: ${String(error)}`;
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'it did not fail';

describe.each(SPECS)('fifty calls of %s', (spec) => {
  test.each(KINDS)('with $fault: $kind', async ({ fault, kind, outcome, says }) => {
    const model = modelFor(spec, bench.server().url);
    const answers = Array.from({ length: CALLS }, () => ({ fault }));
    const run = await bench.start(
      { answers, prices: { input: 1, output: 2 } },
      { models: [model] },
    );
    const failures = await allFailures(run);
    expect(new Set(failures.map(kindOf))).toEqual(new Set([kind]));
    expect(failures.filter((error) => !says.test(messageOf(error)))).toEqual([]);
    const rows = await run.rows();
    expect(rows).toHaveLength(CALLS);
    const cut = outcome === 'cut';
    for (const row of rows) {
      expect(row).toMatchObject({ outcome, possibly_billed: cut });
      expect(row.cost > 0).toBe(cut);
    }
    const { entries, total } = await bench.server().bill();
    expect(entries).toHaveLength(CALLS);
    expect(total).toBeLessThanOrEqual(rows.reduce((sum, { cost }) => sum + cost, 0));
  });
});
