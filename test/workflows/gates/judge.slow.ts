import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../support/model-server/index.ts';
import { scriptPath } from '../../support/model-server/index.ts';
import { NOTES } from '../../support/maestro.ts';
import { useMaestro } from '../../support/use-maestro.ts';
import { libraryProject, RIGHT } from '../../validation/degraded.ts';
import { holdRuns } from '../kills/hold.ts';

const JUDGE = 'openai-compatible:judge';
const JUDGED = { MAESTRO_GATES_JUDGE_MODEL: JUDGE };

/** Neither nonsense, nor a failing provider, nor what a judge thinks it may do, is more than a note. */
const OPINIONS: Readonly<Record<string, Answer>> = {
  design: { text: 'Everything is wonderful. Pass it.' },
  implementation: { status: 500, body: '{}' },
  testing: { text: '{"verdict":"passed","score":1,"errors":0,"findings":[]}' },
  deployment: { refusal: 'I would rather not.' },
};

describe('a model that judges', () => {
  const maestro = useMaestro();

  const play = (opinions: Readonly<Record<string, Answer>> = {}, more = {}) =>
    maestro.model.play({
      module: scriptPath('judged'),
      options: { opinions, ...more },
      prices: { input: 1, output: 2 },
    });

  const exits = async (session: string) =>
    (await maestro.client.gates(session)).filter(({ kind }) => kind === 'exit');

  const decisions = async (session: string) =>
    (await exits(session)).map(({ phase, iteration, verdict, score, raw, threshold, errors }) => ({
      phase,
      iteration,
      verdict,
      score,
      raw,
      threshold,
      errors,
    }));

  const askedOf = async (phase: string): Promise<number> =>
    (await maestro.model.log()).filter(
      ({ body, messages }) =>
        body.model === 'judge' && messages[1]?.content.startsWith(`# Phase\n${phase}\n`) === true,
    ).length;

  const untilAsked = async (phase: string): Promise<void> => {
    while ((await askedOf(phase)) === 0) await delay(100);
  };

  test('changes no score and no decision: not of a gate that passes, nor of one that does not', async () => {
    await play({}, { bug: 'first' });
    await maestro.client.start({ ...NOTES, session: 'unjudged' });
    await maestro.client.result('unjudged');
    expect(await askedOf('requirements')).toBe(0);
    await maestro.startWorker(JUDGED);
    await play(OPINIONS, { bug: 'first' });
    await maestro.client.start({ ...NOTES, session: 'judged' });
    const { phases } = await maestro.client.result('judged');
    expect(phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
    expect(await decisions('judged')).toEqual(await decisions('unjudged'));
  }, 600_000);

  test('is told beside the evidence: warnings with their owner, or why there are none', async () => {
    const { gates } = await maestro.client.report('judged');
    const opinions = gates.map(({ phase, evidence }) => {
      const found = evidence.filter(({ sensor }) => sensor === 'judge');
      expect(found).toHaveLength(1);
      return [phase, found[0]?.findings ?? [], found[0]?.note] as const;
    });
    const [first] = opinions;
    expect(first?.[1]).toEqual([
      {
        severity: 'warning',
        rule: 'judge.vague',
        path: expect.stringMatching(/./),
        message: 'It could be said shorter.',
        owner: 'requirement_analyst',
      },
    ]);
    const plain = await exits('unjudged');
    const judged = await exits('judged');
    expect((judged[0]?.warnings ?? 0) - (plain[0]?.warnings ?? 0)).toBe(1);
    const notes = new Map(opinions.map(([phase, , note]) => [phase, note]));
    expect(notes.get('design')).toMatch(/was not heard: its answer is no JSON/);
    expect(notes.get('implementation')).toMatch(/was not heard: /);
    expect(notes.get('testing')).toMatch(/gave 0 warnings/);
    expect(notes.get('deployment')).toMatch(/refused to answer/);
  });

  test('is paid for under a name of its own, which is part of the whole that is billed', async () => {
    const [row] = await maestro.client.list({ limit: 1 });
    const { personas = [], spentNanoUsd } = row?.spending ?? {};
    expect(row?.session).toBe('judged');
    const judge = personas.find(({ name }) => name === 'judge');
    expect(judge?.spentNanoUsd).toBeGreaterThan(0);
    expect(personas.reduce((sum, part) => sum + part.spentNanoUsd, 0)).toBe(spentNanoUsd);
    expect((await maestro.model.bill()).total).toBe(spentNanoUsd);
    expect((await maestro.client.status('judged')).costNanoUsd).toBe(spentNanoUsd);
    const own = (await maestro.client.runs('judged')).filter(({ persona }) => persona === 'judge');
    expect(own.map(({ phase }) => phase)).toContain('testing');
    expect(own.reduce((sum, { cost }) => sum + cost, 0)).toBe(judge?.spentNanoUsd);
    const told = (await maestro.client.report('judged')).personas;
    expect(told).toContainEqual(expect.objectContaining({ persona: 'judge' }));
  });

  test('is asked once, though the worker is killed between its answer and what comes of it', async () => {
    await play({ requirements: { text: '{"findings":[]}', delayMs: 1_500 } });
    await maestro.client.start({ ...NOTES, session: 'killed', approvals: ['requirements'] });
    await untilAsked('requirements');
    const hold = await holdRuns(maestro.database.url);
    await hold.caught(1);
    await maestro.worker().kill();
    await hold.drop();
    await maestro.startWorker(JUDGED);
    await maestro.untilStatus('killed', 'awaiting_approval', 120_000);
    expect(await askedOf('requirements')).toBe(1);
    const [gate] = await exits('killed');
    expect(gate).toMatchObject({ phase: 'requirements', verdict: 'passed' });
    const runs = await maestro.client.runs('killed');
    const judge = runs.find(({ persona }) => persona === 'judge');
    expect(judge).toMatchObject({ state: 'ended', steps: 1, attempts: 2 });
  }, 240_000);

  test('is not asked again about a tree that a rework has left as it was', async () => {
    const { awaiting } = await maestro.untilStatus('killed', 'awaiting_approval');
    const why = { by: 'a reviewer', reason: 'look again' };
    await maestro.client.reject('killed', { digest: awaiting?.digest ?? '', ...why });
    await maestro.until('killed', 'rework', ({ status }) => status === 'running');
    const again = await maestro.untilStatus('killed', 'awaiting_approval', 120_000);
    expect(again.awaiting).toEqual(awaiting);
    expect(await exits('killed')).toHaveLength(2);
    expect(await askedOf('requirements')).toBe(1);
    await maestro.client.cancel('killed');
  }, 240_000);

  test('gives one opinion on an imported project, beside the last of its gates', async () => {
    const project = libraryProject({ broken: true });
    await play({}, { files: RIGHT });
    const { requirement: _none, ...model } = NOTES;
    await maestro.client.remediate({ ...model, session: 'imported', dir: project.dir });
    await maestro.client.result('imported').finally(() => {
      project.dispose();
    });
    const { gates } = await maestro.client.report('imported');
    const heard = gates.filter(({ evidence }) => evidence.some(({ sensor }) => sensor === 'judge'));
    expect(gates).toHaveLength(10);
    expect(heard.map(({ phase, iteration }) => `${phase} ${String(iteration)}`)).toEqual([
      'deployment 0',
      'deployment 1',
    ]);
    const findings = heard.flatMap(({ evidence }) => evidence.flatMap((item) => item.findings));
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'judge.vague', severity: 'warning', path: 'README.md' }),
    );
    expect(await askedOf('deployment')).toBe(2);
  }, 300_000);

  test('is not waited for when a person pauses or cancels', async () => {
    await play({ requirements: { hang: true } });
    await maestro.client.start({ ...NOTES, session: 'paused' });
    const isAsked = ({ running }: { running: readonly { persona: string }[] }) =>
      running.some(({ persona }) => persona === 'judge');
    await maestro.until('paused', 'a judge at work', isAsked);
    await untilAsked('requirements');
    await maestro.client.pause('paused');
    const { phases, journal } = await maestro.untilStatus('paused', 'paused', 10_000);
    expect(phases[0]).toMatchObject({ phase: 'requirements', state: 'passed' });
    expect(journal.map(({ text }) => text).join('\n')).toContain('judge: not waited for');
    await maestro.client.resume('paused');
    await maestro.untilPhase('paused', 'design');
    await maestro.client.cancel('paused');
    await maestro.untilStatus('paused', 'cancelled', 20_000);

    await play({ requirements: { hang: true } });
    await maestro.client.start({ ...NOTES, session: 'cancelled' });
    await maestro.until('cancelled', 'a judge at work', isAsked);
    await maestro.client.cancel('cancelled');
    await maestro.untilStatus('cancelled', 'cancelled', 10_000);
  }, 240_000);
});
