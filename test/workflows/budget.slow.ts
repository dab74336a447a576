import { beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { FIRST_PASS, NOTES } from '../support/maestro.ts';
import { scriptPath } from '../support/model-server/index.ts';
import { useMaestro } from '../support/use-maestro.ts';

/** What the worker is told in MAESTRO_MODEL_PRICES. */
const PRICES = { input: 1, output: 2 };

/** Three cents a call. */
const COSTLY = scriptPath('costly');

describe('an execution with a budget', () => {
  const maestro = useMaestro({ env: { MAESTRO_BUDGET_PHASES_DESIGN: '0.05' } });

  beforeEach(() => maestro.model.play({ module: COSTLY, prices: PRICES }));

  test('is blocked when it is used up, goes on once it is raised, and pays what the provider bills', async () => {
    await maestro.client.start({ ...NOTES, session: 'money', budget: 0.1 });
    const blocked = await maestro.untilStatus('money', 'blocked');
    expect(blocked.block).toMatchObject({
      kind: 'budget',
      message: expect.stringMatching(
        /^[a-z_]+: The budget is \$0\.10, of which \$[\d.]+ is spent; the next call needs up to \$[\d.]+\.$/,
      ),
      lift: expect.stringMatching(/^maestro budget money \d+\.\d+ \(or more\), or the message/),
    });
    expect(blocked.spending).toMatchObject({ budgetNanoUsd: 1e8, reservedNanoUsd: 0 });
    expect(blocked.costNanoUsd).toBeLessThanOrEqual(1e8);
    expect(blocked.costNanoUsd).toBeGreaterThan(0);
    expect((await maestro.model.bill()).total).toBe(blocked.costNanoUsd);

    await expect(maestro.client.resume('money')).rejects.toThrow(/does not fit into the budget/);
    const low = await maestro.client.budget('money', 0.101, { by: 'Kim' });
    expect(low.message).toMatch(/It stays blocked: maestro budget money/);
    await delay(300);
    expect((await maestro.client.status('money')).status).toBe('blocked');

    const handle = maestro.temporal.workflow.getHandle('money');
    await handle.signal('budget', { usd: 20 });
    const capped = await maestro.until(
      'money',
      'the cap of design',
      ({ block }) => block?.shortage?.part.kind === 'phase',
    );
    expect(capped.block?.message).toMatch(/The cap of the phase design is \$0\.05/);
    expect(capped.block?.lift).toMatch(/^maestro budget money [\d.]+ --phase design/);
    await maestro.client.budget('money', 5, { phase: 'design' });

    const result = await maestro.client.result('money');
    const { entries, total } = await maestro.model.bill();
    const { spending, journal } = await maestro.client.status('money');
    expect(spending?.spentNanoUsd).toBe(total);
    expect(result.costNanoUsd).toBe(total);
    expect(spending).toMatchObject({ possiblyBilledNanoUsd: 0, reservedNanoUsd: 0 });
    expect(spending?.leftNanoUsd).toBe(2e10 - total);
    expect(entries.every(({ outcome }) => outcome === 'answered')).toBe(true);
    const counts = Object.values(await maestro.model.counts());
    expect(counts.every(({ answered }) => answered === 1)).toBe(true);
    const texts = journal.map(({ text }) => text).join('\n');
    expect(texts).toMatch(/The budget is \$20\.00 from here on/);
    expect(texts).toMatch(/The cap of the phase design is \$5\.00 from here on/);
  }, 180_000);

  test('has siblings take turns where only their worst cases together do not fit', async () => {
    await maestro.model.play({ module: FIRST_PASS, prices: PRICES, options: { delayMs: 200 } });
    await maestro.client.start({ ...NOTES, session: 'siblings', budget: 0.08 });
    await maestro.client.budget('siblings', 1, { phase: 'design' });
    await maestro.client.result('siblings');
    const { spending, journal } = await maestro.client.status('siblings');
    expect(journal.filter(({ text }) => text.startsWith('Blocked'))).toEqual([]);
    expect(spending?.spentNanoUsd).toBe((await maestro.model.bill()).total);
    // The worst case of a first request is more than half of the budget: none runs beside another.
    const firsts = (await maestro.model.log()).filter(({ messages }) => messages.length === 2);
    const times = firsts.map(({ at, ended = at }) => ({ at, ended }));
    const together = times.filter((one, index) =>
      times.some((other, place) => place > index && other.at < one.ended && one.at < other.ended),
    );
    expect(firsts.length).toBeGreaterThanOrEqual(9);
    expect(together).toEqual([]);
  }, 180_000);

  test('takes a lower one for runs in flight, and warns of each share once', async () => {
    await maestro.model.play({ module: COSTLY, prices: PRICES, options: { delayMs: 300 } });
    await maestro.client.start({ ...NOTES, session: 'lowered', budget: 1 });
    await maestro.until('lowered', 'something spent', ({ costNanoUsd }) => costNanoUsd > 0);
    const { message } = await maestro.client.budget('lowered', 0.000001);
    expect(message).toMatch(/also for runs in flight/);
    const blocked = await maestro.untilStatus('lowered', 'blocked');
    expect(blocked.block?.kind).toBe('budget');
    const warnings = blocked.journal.filter(({ text }) => text.startsWith('Warning'));
    expect(warnings.map(({ text }) => /\d+ %/.exec(text)?.[0])).toEqual(['50 %', '80 %', '95 %']);
    const before = (await maestro.model.log()).length;
    await delay(1_000);
    expect((await maestro.model.log()).length).toBe(before);
    await maestro.client.pause('lowered');
    await maestro.client.budget('lowered', 5);
    await maestro.untilStatus('lowered', 'paused');
    await maestro.client.resume('lowered');
    await maestro.untilPhase('lowered', 'design');
    await maestro.client.cancel('lowered');
  }, 120_000);

  test('refuses what is no budget, by update and by signal, and after the end', async () => {
    await maestro.client.start({ ...NOTES, session: 'refused' });
    await maestro.untilRunning('refused');
    const handle = maestro.temporal.workflow.getHandle('refused');
    const bad: readonly (readonly [unknown, RegExp])[] = [
      [{}, /"usd" must be US dollars: a number above 0 and at most 1,000,000\./],
      [{ usd: '5' }, /"usd" must be US dollars/],
      [{ usd: 0 }, /"usd" must be US dollars/],
      [{ usd: 1_000_001 }, /"usd" must be US dollars/],
      [{ usd: 5, euro: 4 }, /"euro" is no field of "budget"; it takes usd, phase, persona, by\./],
      [{ usd: 5, phase: 'lunch' }, /"phase" must be one of requirements/],
      [{ usd: 5, persona: 'nobody' }, /"nobody" is no persona of this execution/],
      [{ usd: 5, persona: 'qa_engineer', phase: 'testing' }, /caps of their own/],
    ];
    for (const [args, problem] of bad) {
      await expect(handle.executeUpdate('budget', { args: [args] })).rejects.toMatchObject({
        cause: { message: expect.stringMatching(problem) },
      });
      await handle.signal('budget', args);
    }
    await maestro.until(
      'refused',
      'all noted',
      ({ journal }) =>
        journal.filter(({ text }) => text.startsWith('Signal budget was refused')).length ===
        bad.length,
    );
    expect((await maestro.client.status('refused')).budgetNanoUsd).toBeUndefined();
    await maestro.client.cancel('refused');
    await maestro.client.result('refused').catch(() => undefined);
    await expect(maestro.client.budget('refused', 5)).rejects.toThrow(/has ended/);
  }, 60_000);

  test('is a good one, or the start is refused', async () => {
    for (const budget of [0, -1, '2', 1_000_001, Number.NaN]) {
      const run = maestro.temporal.workflow.execute('sdlcExecution', {
        workflowId: `start-${String(budget)}`.replace(/[^\w-]/g, '_'),
        taskQueue: 'sdlc',
        args: [{ ...NOTES, budget }],
      });
      await expect(run).rejects.toMatchObject({
        cause: { message: 'budget must be US dollars: a number above 0 and at most 1,000,000.' },
      });
    }
  }, 60_000);
});
