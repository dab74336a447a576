import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createConsult } from '../../src/activities/consult.ts';
import type { ConsultInput } from '../../src/activities/contracts/opinions.ts';
import type { Environment } from '../../src/activities/environment.ts';
import { matches } from '../../src/adapters/globs/picomatch.ts';
import { createLedger } from '../../src/adapters/ledger/postgres.ts';
import { createMemoryObjects } from '../../src/adapters/objects/memory.ts';
import { createRecords, createRecordsReader } from '../../src/adapters/records/index.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import { encodePersona } from '../../src/domain/persona-codec.ts';
import type { SessionId } from '../../src/domain/session.ts';
import type { Tree } from '../../src/domain/tree.ts';
import { readEvidence } from '../../src/ports/evidence.ts';
import { getJson, putJson } from '../../src/ports/objects.ts';
import type { ObjectStore } from '../../src/ports/objects.ts';
import { putTree } from '../../src/ports/trees.ts';
import { limits, modelsAt, pathOf, writer } from '../agent/fixture.ts';
import { startModelServer } from '../support/model-server/index.ts';
import type { Answer, ModelServer } from '../support/model-server/index.ts';
import { usePostgres } from '../support/postgres.ts';

const database = usePostgres();
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ answers: [] });
});
afterAll(() => server.stop());

const JUDGE = 'openai-compatible:judge';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const USAGE = { input: 1_000, output: 100 };
const MESSAGE = 'It says nothing about milk.';
const OPINION: Answer = {
  text: JSON.stringify({ findings: [{ path: 'notes.md', rule: 'incomplete', message: MESSAGE }] }),
  usage: USAGE,
};

/** What an execution has when a gate has decided: a tree by the writer, a judgement, and work. */
const decided = async (objects: ObjectStore, answers: readonly Answer[], judge = JUDGE) => {
  const { db } = await database();
  await server.play({ answers });
  const requirement = await objects.put(bytes('A document about tea.'));
  const records = createRecords(db);
  const session = `s-${randomUUID()}` as SessionId;
  const admitted = { session, firstRunId: randomUUID(), requirement, excerpt: '', model: 'x' };
  const executionId = await records.admit(admitted);
  const { id, name } = writer;
  const person = await objects.put(bytes(encodePersona(writer)));
  const charter = await putJson(objects, {
    requirement,
    personas: [{ id, name, priority: 1, relevance: 0, assignments: [], digest: person }],
    settings: { limits, judgeModel: judge },
  });
  const blob = await objects.put(bytes('Tea is a drink.'));
  const tree: Tree = new Map([
    [pathOf('notes.md'), { blob, size: 15, mode: 'file', by: 'coder.requirements.1' }],
  ]);
  const measured = { phase: 'requirements' as const, evidence: [] };
  const gate = {
    phase: 'requirements' as const,
    iteration: 1,
    judgement: 2,
    tree: await putTree(objects, tree),
    evidence: await putJson(objects, measured),
    warnings: 1,
  };
  const figures = { verdict: 'passed', score: 0.9, raw: 0.9, threshold: 0.6, errors: 0 };
  await records.saveGate(executionId, { ...gate, ...figures, kind: 'exit' });
  const findings = await putJson(objects, { findings: [] });
  const work = [id, 'coder' as typeof id].map((persona) => ({
    persona,
    phase: gate.phase,
    findings,
  }));
  const input: ConsultInput = {
    executionId,
    charter,
    ...gate,
    rework: { from: 'requirements', work },
    report: {
      snapshot: { revision: 1, status: 'running', phase: 'requirements', phases: [] },
      journal: [],
    },
  };
  // What an opinion does not touch (sandboxes, personas' files) is not there.
  const ledger = createLedger(db);
  const models = modelsAt(server.url);
  const environment = { objects, ledger, records, models, matches, worker: 'test' } as unknown;
  const consult = (retry = 1, more: Partial<ConsultInput> = {}, signal = NEVER) =>
    createConsult(environment as Environment, () => ({
      signal,
      beat: () => undefined,
      scheduling: 'x',
      retry,
    }))({ ...input, ...more });
  const asked = async (): Promise<number> => (await server.log()).length;
  return { consult, asked, input, objects, records, reader: createRecordsReader(db) };
};

const NEVER = new AbortController().signal;

describe('an opinion on what a gate has judged', () => {
  test('is a warning of the owner beside the evidence, and nothing of the verdict changes', async () => {
    const { consult, input, objects, reader } = await decided(createMemoryObjects(), [OPINION]);
    const { evidence, warnings, note, calls, spent } = await consult();
    expect({ warnings, calls }).toEqual({ warnings: 2, calls: 1 });
    expect(note).toBe(`${JUDGE} gave 1 warning as its opinion, which counts for nothing.`);
    const [opinion] = (await readEvidence(objects, evidence)).evidence;
    expect(opinion).toMatchObject({ sensor: 'judge', outcome: 'skipped', checked: 0, note });
    const finding = { path: 'notes.md', rule: 'judge.incomplete', message: MESSAGE };
    expect(opinion?.findings).toEqual([{ ...finding, severity: 'warning', owner: 'coder' }]);
    const [gate] = await reader.gates(input.executionId);
    const kept = { verdict: 'passed', score: 0.9, raw: 0.9, errors: 0 };
    expect(gate).toMatchObject({ ...kept, warnings: 2, evidence });
    expect(spent).toBeGreaterThan(0);
    const spending = await reader.spending(input.executionId);
    expect(spending?.personas).toMatchObject([{ name: 'judge', spentNanoUsd: spent, calls: 1 }]);
  });

  test('goes along with the work of its owner, and has nobody else work', async () => {
    const { consult, input, objects } = await decided(createMemoryObjects(), [OPINION]);
    const { rework } = await consult();
    const [first, second] = rework?.work ?? [];
    expect(first).toEqual(input.rework?.work[0]);
    const given = await getJson(objects, second?.findings ?? input.tree, (value) => ({
      ok: true as const,
      value,
    }));
    expect(given).toMatchObject({ findings: [{ rule: 'judge.incomplete', owner: 'coder' }] });
    expect(rework?.work).toHaveLength(2);
  });

  test('is asked for once, with all of it as data and without tools', async () => {
    const { consult } = await decided(createMemoryObjects(), [OPINION]);
    await consult();
    const [request] = await server.log();
    expect(request?.body.tools ?? []).toEqual([]);
    expect(request?.messages[1]?.content).toContain('## notes.md\n```\nTea is a drink.\n```');
  });
});

const silence = async (answers: readonly Answer[], judge?: string) => {
  const bench = await decided(createMemoryObjects(), answers, judge);
  const { note, warnings, evidence, rework } = await bench.consult(3);
  expect({ warnings, rework }).toEqual({ warnings: 1, rework: bench.input.rework });
  const [opinion] = (await readEvidence(bench.objects, evidence)).evidence;
  expect(opinion).toMatchObject({ sensor: 'judge', note, findings: [] });
  return note;
};

describe('a judge is only a note when it', () => {
  test.each<[string, Answer, RegExp]>([
    ['answers nonsense', { text: 'All is well.', usage: USAGE }, /its answer is no JSON\.$/],
    ['refuses', { refusal: 'I can not.', usage: USAGE }, /it refused to answer\.$/],
    ['is cut', { text: '{"findings":[', finish: 'length', usage: USAGE }, /no JSON\.$/],
    [
      'instructs',
      { text: '{"verdict":"failed","score":0}', usage: USAGE },
      /no object with a list/,
    ],
    ['fails for good', { error: 'bad key' }, /was not heard: .*key/],
    ['is down, three times', { status: 500, body: '{}' }, /was not heard: /],
  ])('%s', async (_what, answer, note) => {
    expect(await silence([answer])).toMatch(note);
  });

  test('is not configured', async () => {
    expect(await silence([], 'openai-compatible')).toMatch(/was not heard: /);
  });

  test('does not fit into the budget, and then nothing is sent', async () => {
    const { consult, asked, input, records } = await decided(createMemoryObjects(), [OPINION]);
    await records.setBudget(input.executionId, { total: nanoUsd(10) });
    expect((await consult()).note).toMatch(/was not heard: The budget is /);
    expect(await asked()).toBe(0);
  });

  test('may not be asked, since the execution is paused', async () => {
    const { consult, asked, input, records } = await decided(createMemoryObjects(), [OPINION]);
    await records.hold(input.executionId, true);
    expect((await consult()).note).toMatch(/the execution is paused\.$/);
    expect(await asked()).toBe(0);
  });
});

describe('what was answered', () => {
  test('is not paid for again when the worker dies before it has told', async () => {
    const memory = createMemoryObjects();
    let broken = false;
    const objects: ObjectStore = {
      ...memory,
      put: (content) =>
        broken ? Promise.reject(new Error('the worker is gone')) : memory.put(content),
    };
    const { consult, asked, reader, input } = await decided(objects, [OPINION]);
    broken = true;
    await expect(consult()).rejects.toThrow('the worker is gone');
    broken = false;
    // Also in an attempt that may not ask any more.
    const { warnings, calls } = await consult(7);
    expect({ warnings, calls, asked: await asked() }).toEqual({ warnings: 2, calls: 1, asked: 1 });
    // And when the result was there, but nobody has heard of it.
    const again = await consult(8);
    expect({ ...again, asked: await asked() }).toMatchObject({ warnings: 2, asked: 1 });
    expect((await reader.gates(input.executionId))[0]?.warnings).toBe(2);
  });

  test('holds for the same files in another iteration, and for no others', async () => {
    const { consult, asked, objects } = await decided(createMemoryObjects(), [
      OPINION,
      { text: '{"findings":[]}', usage: USAGE },
    ]);
    const { spent } = await consult();
    const second = { judgement: 4, iteration: 2 };
    const reused = await consult(1, second);
    expect(reused).toMatchObject({ warnings: 2, calls: 0, spent });
    expect(await asked()).toBe(1);
    const blob = await objects.put(bytes('Tea and milk.'));
    const changed: Tree = new Map([
      [pathOf('notes.md'), { blob, size: 13, mode: 'file', by: 'coder.requirements.2' }],
    ]);
    const tree = await putTree(objects, changed);
    expect(await consult(1, { ...second, judgement: 6, tree })).toMatchObject({ warnings: 1 });
    expect(await asked()).toBe(2);
  });

  test('that may come yet is tried again, and a cancellation is none', async () => {
    const busy: Answer = { status: 500, body: '{}' };
    const { consult, asked } = await decided(createMemoryObjects(), [busy, busy, busy]);
    await expect(consult(1)).rejects.toThrow(/openai-compatible:judge/);
    await expect(consult(2)).rejects.toThrow(/openai-compatible:judge/);
    expect((await consult(3)).note).toMatch(/was not heard/);
    expect(await asked()).toBe(3);
    const stopped = AbortSignal.abort(new Error('cancelled by a person'));
    await expect(consult(4, { judgement: 8 }, stopped)).rejects.toThrow('cancelled by a person');
  });
});
