import { beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { askedBy, NOTES, SCRIPTED } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';

/** Signals that make no sense, and what the journal says of each. */
const NONSENSE: readonly (readonly [name: string, args: readonly unknown[], says: RegExp])[] = [
  ['pause', [7], /pause was refused: "pause" takes one optional JSON object/],
  ['pause', [{ nwo: true }], /"nwo" is no field of "pause"/],
  ['rework', [{ personas: ['nobody'], reason: 'x' }], /"nobody" is no persona/],
  ['approve', [{ digest: 'short', by: 'someone' }], /64 hexadecimal digits/],
  ['resume', [], /nothing to resume/],
  ['make_coffee', [{ sugar: 2 }], /"make_coffee" is unknown/],
];

const REFUSED_UPDATES: readonly (readonly [name: string, arg: unknown])[] = [
  ['pause', 'now'],
  ['rework', {}],
  ['resume', { iterations: 99 }],
];

/** Payloads that no converter of ours would send. */
const UNREADABLE = [
  { metadata: { encoding: Buffer.from('binary/unknown') }, data: Buffer.from([1, 2]) },
  { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"now":') },
];

const BAD_STARTS: readonly (readonly [input: unknown, says: RegExp])[] = [
  [undefined, /one JSON object/],
  [{ requirement: 'too short' }, /9 characters/],
  [{ requirement: 42 }, /must be a text/],
  [{ requirement: 'long enough for this', maxPhaseIterations: 11 }, /1 to 10/],
  [{ requirement: 'long enough for this', iterations: 3 }, /"iterations" is no field/],
  [{ requirement: 'long enough for this', model: 'gpt' }, /blueprint/],
];

describe('steering an execution', () => {
  const maestro = useMaestro();

  beforeEach(() => maestro.play({ delayMs: 300 }));

  const signal = (session: string, name: string, ...args: readonly unknown[]): Promise<void> =>
    maestro.temporal.workflow.getHandle(session).signal(name, ...args);

  const signalUnreadable = async (session: string, signalName: string): Promise<void> => {
    await maestro.temporal.workflowService.signalWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: session },
      signalName,
      input: { payloads: UNREADABLE },
    });
  };

  test('pause lets no new model call start, and resume goes on without repeating one', async () => {
    await maestro.client.start({ ...NOTES, session: 'pause' });
    await maestro.untilRunning('pause');
    await signal('pause', 'pause');
    await maestro.untilStatus('pause', 'paused');
    const before = (await maestro.model.log()).length;
    await delay(1_500);
    expect((await maestro.model.log()).length).toBe(before);
    await signal('pause', 'resume');
    await maestro.untilPhase('pause', 'design');
    const counts = Object.values(await maestro.model.counts());
    expect(counts.every(({ answered }) => answered <= 1)).toBe(true);
    await maestro.client.cancel('pause');
  }, 120_000);

  test('pause now cancels the call in flight; the run continues from the ledger', async () => {
    await maestro.play({ delayMs: 4_000 });
    await maestro.client.start({ ...NOTES, session: 'now' });
    await maestro.untilRunning('now');
    await delay(1_000);
    await maestro.client.pause('now', { now: true });
    await maestro.untilStatus('now', 'paused', 3_500);
    expect((await maestro.model.log()).map(({ outcome }) => outcome)).toContain('closed');
    await maestro.play();
    await maestro.client.resume('now');
    await maestro.untilPhase('now', 'design');
    const [run] = await maestro.client.runs('now', 'requirement_analyst');
    expect(run).toMatchObject({ runId: 'requirement_analyst.requirements.1', state: 'ended' });
    await maestro.client.cancel('now');
  }, 120_000);

  test("a person's rework reaches its owner with the reason, after runs have settled", async () => {
    await maestro.client.start({ ...NOTES, session: 'reason' });
    await maestro.untilPhase('reason', 'design');
    await signal('reason', 'rework', {
      personas: ['requirement_analyst'],
      reason: 'write all dates as ISO dates',
    });
    await maestro.until(
      'reason',
      'second round',
      ({ phases }) => phases[0]?.iteration === 2 && phases[0].state === 'passed',
    );
    const asked = (await maestro.model.log()).filter((entry) =>
      JSON.stringify(entry.body.messages).includes('ISO dates'),
    );
    expect(new Set(asked.map(askedBy))).toEqual(new Set(['requirement_analyst']));
    await maestro.client.cancel('reason');
  }, 120_000);

  test('messages that make no sense are refused, noted, and change nothing', async () => {
    await maestro.client.start({ ...NOTES, session: 'nonsense' });
    await maestro.untilRunning('nonsense');
    for (const [name, args] of NONSENSE) await signal('nonsense', name, ...args);
    await signalUnreadable('nonsense', 'pause');
    const view = await maestro.until(
      'nonsense',
      'all noted',
      ({ journal }) =>
        journal.filter(({ text }) => text.startsWith('Signal')).length > NONSENSE.length,
    );
    const texts = view.journal.map(({ text }) => text).join('\n');
    for (const [, , says] of NONSENSE) expect(texts).toMatch(says);
    expect(texts).toMatch(/can't be read as JSON/);
    expect(view.status).toBe('running');
    const handle = maestro.temporal.workflow.getHandle('nonsense');
    for (const [name, arg] of REFUSED_UPDATES) {
      await expect(handle.executeUpdate(name, { args: [arg] })).rejects.toThrow();
    }
    await maestro.untilPhase('nonsense', 'design');
    await maestro.client.cancel('nonsense');
  }, 120_000);

  test('a bad start fails at once and for good, with the reason', async () => {
    for (const [index, [input, message]] of BAD_STARTS.entries()) {
      const run = maestro.temporal.workflow.execute('sdlcExecution', {
        workflowId: `bad-${String(index)}`,
        taskQueue: 'sdlc',
        args: [input],
      });
      await expect(run).rejects.toMatchObject({
        cause: { message: expect.stringMatching(message) },
      });
      const view = await maestro.client.status(`bad-${String(index)}`);
      expect(view).toMatchObject({ status: 'failed', failure: expect.stringMatching(message) });
    }
  }, 60_000);

  test('an approval is asked for, bound to the digest, and a rejection leads to rework', async () => {
    await maestro.play();
    await maestro.client.start({ ...NOTES, session: 'approval', approvals: ['requirements'] });
    const first = await maestro.untilStatus('approval', 'awaiting_approval');
    await maestro.client.reject('approval', {
      digest: first.awaiting?.digest ?? '',
      by: 'a reviewer',
      reason: 'name the limits',
    });
    const again = await maestro.until(
      'approval',
      'asking again',
      ({ status, phases }) => status === 'awaiting_approval' && phases[0]?.iteration === 2,
    );
    await expect(maestro.client.resume('approval')).rejects.toThrow(/approve or reject/);
    await maestro.client.approve('approval', {
      digest: again.awaiting?.digest ?? '',
      by: 'a reviewer',
    });
    await maestro.untilPhase('approval', 'design');
    await maestro.client.cancel('approval');
  }, 120_000);

  test('a cancelled execution ends after its runs, and is recorded so', async () => {
    await maestro.play({ delayMs: 20_000 });
    await maestro.client.start({ ...NOTES, session: 'cancel' });
    await maestro.untilRunning('cancel');
    await delay(500);
    await maestro.client.cancel('cancel');
    await expect(maestro.client.result('cancel')).rejects.toThrow();
    const rows = await maestro.client.list({ status: 'cancelled' });
    expect(rows.map(({ session }) => session)).toContain('cancel');
    expect((await maestro.model.log()).at(-1)?.outcome).toBe('closed');
  }, 60_000);

  test('a session that exists is attached to for the same requirement and refused for another', async () => {
    await maestro.play();
    const first = await maestro.client.start({ ...NOTES, session: 'twice' });
    const second = await maestro.client.start({ ...NOTES, session: 'twice' });
    expect([first.attached, second.attached]).toEqual([false, true]);
    await expect(
      maestro.client.start({
        session: 'twice',
        model: SCRIPTED,
        requirement: 'Something else entirely.',
      }),
    ).rejects.toThrow(/twice/);
    await maestro.client.cancel('twice');
  }, 60_000);
});
