import { describe, expect, test } from '@jest/globals';
import { ModelBusy, parseTranscript, runPersona } from '../../src/agent/index.ts';
import type { RunDeps, RunEnd, RunTask } from '../../src/agent/index.ts';
import { NeedsPerson } from '../../src/domain/needs-person.ts';
import { parsePatch } from '../../src/domain/patch-codec.ts';
import type { Patch } from '../../src/domain/patch.ts';
import { Fenced } from '../../src/ports/ledger.ts';
import type { RunResult } from '../../src/ports/ledger.ts';
import { getJson } from '../../src/ports/objects.ts';
import type { Answer, LoggedRequest } from '../support/model-server/index.ts';
import { control, limits, pathOf, treeOf, useBench } from './fixture.ts';
import type { Bench, CountedObjects } from './fixture.ts';

const bench = useBench();

const start = (answers: readonly Answer[]): Promise<Bench> => bench.start({ answers });

const requests = (): Promise<readonly LoggedRequest[]> => bench.server().log();

const go = (deps: RunDeps, task: RunTask): Promise<RunEnd> => runPersona(deps, task, control());

const resultOf = (end: RunEnd): RunResult => {
  if (end.kind !== 'ended') throw new Error('the run was held');
  return end.result;
};

const patchOf = (objects: CountedObjects, { patch }: RunResult): Promise<Patch> =>
  getJson(objects, patch, parsePatch);

const write = (path: string, content: string): Answer => ({
  toolCalls: [{ name: 'write', arguments: { path, content } }],
});
const finish: Answer = { toolCalls: [{ name: 'finish', arguments: { summary: 'Done.' } }] };

/** The tool results that the n-th request carried, from 0. */
const resultsIn = async (request: number): Promise<readonly string[]> =>
  ((await requests())[request]?.body.messages ?? [])
    .filter(({ role }) => role === 'tool')
    .map(({ content }) => String(content));

const lastMessage = async (): Promise<string> =>
  String((await requests()).at(-1)?.body.messages.at(-1)?.content);

describe('a persona run', () => {
  test('ends in a patch, a summary and a transcript, all of them stored', async () => {
    const { deps, task } = await start([write('docs/a.md', 'tea'), finish]);
    const result = resultOf(await go(deps, task));
    expect(result).toMatchObject({
      runId: task.identity.runId,
      summary: 'Done.',
      steps: 2,
      files: 1,
    });
    const entry = (await patchOf(deps.objects, result)).put.get(pathOf('docs/a.md'));
    expect(entry).toMatchObject({ size: 3, mode: 'file', by: 'writer.requirements.1' });
    if (entry !== undefined) expect(deps.objects.text(entry.blob)).toBe('tea');
    const transcript = await getJson(deps.objects, result.transcript, parseTranscript);
    expect(transcript.steps.map(({ step }) => step)).toEqual([1, 2]);
    expect(transcript.lastResults).toHaveLength(1);
  });

  test('costs what the tokens cost, at the configured prices', async () => {
    const usage = { prompt_tokens: 1_000, completion_tokens: 100 };
    const { deps, task } = await start([{ ...finish, usage }]);
    // 1,000 × $2 and 100 × $10 for a million tokens are $0.003.
    expect(resultOf(await go(deps, task)).cost).toBe(3_000_000);
  });

  test('tells persona, requirement, contract, task, files and findings, the stable first', async () => {
    const { deps, task } = await start([finish]);
    const tree = await treeOf(deps.objects, {
      'input/brief.txt': 'green tea',
      'src/x.js': 'hidden',
    });
    const findings = [
      {
        severity: 'error',
        rule: 'contract.sections',
        path: pathOf('docs/a.md'),
        expected: 'Terms',
        message: 'A section is missing.',
        owner: task.persona.id,
      } as const,
    ];
    await go(deps, { ...task, tree, findings });
    const [system, user] = (await requests())[0]?.body.messages ?? [];
    expect(String(system?.content)).toMatch(/^You write short documents\.[^]*docs\/\*\*/);
    const text = String(user?.content);
    const places = ['# Contract', '# Requirement', '# Task', '# Files', '# Findings'].map((part) =>
      text.indexOf(part),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBe(0);
    expect(text).toContain('sections headed "Scope", "Terms"');
    expect(text).toContain('A document about tea.');
    expect(text).toContain('green tea');
    expect(text).toContain('expected: Terms');
    expect(text).not.toContain('x.js');
  });

  test('sends nothing of ours in the body, and the key only as a header', async () => {
    const script = { answers: [finish], apiKey: 'sk-very-secret' };
    const { deps, task } = await bench.start(script, {}, 'sk-very-secret');
    await go(deps, task);
    const body = JSON.stringify((await requests())[0]?.body);
    expect(body).not.toMatch(/maestro|assumeRecords|sk-very-secret/);
    expect(JSON.parse(body)).toMatchObject({ model: 'scripted', max_tokens: limits.outputTokens });
    expect(body).not.toContain('temperature');
  });

  test('carries out the calls of an answer in order, and goes on with their results', async () => {
    const { deps, task } = await start([
      {
        toolCalls: [
          { name: 'write', arguments: { path: 'docs/a.md', content: 'one' } },
          { name: 'edit', arguments: { path: 'docs/a.md', old: 'one', new: 'two' } },
          { name: 'read', arguments: { path: 'docs/a.md' } },
        ],
      },
      finish,
    ]);
    await go(deps, task);
    expect(await resultsIn(1)).toEqual([
      'Wrote "docs/a.md", 3 bytes.',
      'Changed "docs/a.md".',
      '1\ttwo',
    ]);
  });

  test('does not finish when a call of the same answer failed', async () => {
    const both = {
      toolCalls: [...(write('src/x', '').toolCalls ?? []), ...(finish.toolCalls ?? [])],
    };
    const { deps, task } = await start([both, finish]);
    expect(resultOf(await go(deps, task)).steps).toBe(2);
    expect((await resultsIn(1))[1]).toContain('Not finished');
  });
});

describe('answers that get nowhere', () => {
  test('without a tool call are answered with a reminder', async () => {
    const { deps, task } = await start([{ text: 'I will write it now.' }, finish]);
    expect(resultOf(await go(deps, task)).steps).toBe(2);
    expect(await lastMessage()).toContain('called no tool');
  });

  test('three in a row end the run as failing', async () => {
    const talk = { text: 'Well.' };
    const { deps, task } = await start([talk, talk, talk, finish]);
    await expect(go(deps, task)).rejects.toMatchObject({
      name: 'NeedsPerson',
      kind: 'failing_run',
    });
    expect(await requests()).toHaveLength(3);
  });

  test('a usable call in between starts the count again', async () => {
    const talk = { text: 'Well.' };
    const look = { toolCalls: [{ name: 'list', arguments: {} }] };
    const { deps, task } = await start([talk, talk, look, talk, talk, finish]);
    expect(resultOf(await go(deps, task)).steps).toBe(6);
  });

  test.each([
    ['invalid tool-call JSON', "arguments can't be read", 'failing_run'],
    ['unknown tool', 'There is no tool "delete_everything"', 'failing_run'],
    ['schema mismatch', 'The input of "write" does not fit', 'failing_run'],
    ['cut at the maximum', 'MAESTRO_LIMITS_OUTPUT_TOKENS', 'failing_run'],
    ['refusal', 'I can not help with that', 'model_unavailable'],
    ['content filter', 'Resume with', 'model_unavailable'],
  ])('%s can be mended in one step, and no second time', async (fault, says, kind) => {
    const once = await start([{ fault }, finish]);
    expect(resultOf(await go(once.deps, once.task)).steps).toBe(2);
    const twice = await start([{ fault }, { fault }, finish]);
    const error: unknown = await go(twice.deps, twice.task).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'NeedsPerson', kind });
    expect((error as Error).message).toContain(says);
    expect(await requests()).toHaveLength(2);
    expect((await twice.rows()).map(({ outcome }) => outcome)).toEqual(['complete', 'complete']);
  });

  test.each([
    ['invalid tool-call JSON', "arguments can't be read"],
    ['unknown tool', 'there are list, read, search, write, edit, remove, run, finish'],
    ['schema mismatch', 'path: '],
    ['cut at the maximum', 'cut off'],
    ['refusal', 'filter of the provider'],
  ])('after %s the model is told what was wrong', async (fault, said) => {
    const { deps, task } = await start([{ fault }, finish]);
    await go(deps, task);
    expect((await requests())[1]?.messages.map(({ content }) => content).join()).toContain(said);
  });

  test('a run that is resumed after such an end gets another answer', async () => {
    const { deps, task } = await start([
      { fault: 'unknown tool' },
      { fault: 'unknown tool' },
      finish,
    ]);
    await expect(go(deps, task)).rejects.toMatchObject({ kind: 'failing_run' });
    expect(resultOf(await go(deps, task)).steps).toBe(3);
  });

  test('a run that is killed right after the second of them ends as it would have', async () => {
    const { deps, task } = await start([
      { fault: 'unknown tool' },
      { fault: 'unknown tool' },
      finish,
    ]);
    const scheduled = (scheduling: string): RunTask => ({
      ...task,
      identity: { ...task.identity, scheduling },
    });
    const dying: RunDeps = {
      ...deps,
      ledger: {
        ...deps.ledger,
        complete: async (fence, ref, answer) => {
          await deps.ledger.complete(fence, ref, answer);
          if (ref.step === 2) throw new Error('killed');
        },
      },
    };
    await expect(go(dying, scheduled('first'))).rejects.toThrow('killed');
    for (let retry = 0; retry < 2; retry += 1) {
      await expect(go(deps, scheduled('first'))).rejects.toMatchObject({ kind: 'failing_run' });
    }
    expect(await requests()).toHaveLength(2);
    // A person has it scheduled again: then it gets another answer, and keeps it through a kill.
    const late: RunDeps = {
      ...deps,
      ledger: { ...deps.ledger, begin: () => Promise.reject(new Error('killed')) },
    };
    await expect(go(late, scheduled('second'))).rejects.toThrow('killed');
    expect(resultOf(await go(deps, scheduled('second'))).steps).toBe(3);
  });

  test('one that was cut at its length is followed by advice, and its whole calls count', async () => {
    const cut: Answer = {
      finish: 'length',
      toolCalls: [
        { name: 'write', arguments: { path: 'docs/a.md', content: 'whole' } },
        { name: 'write', arguments: '{"path":"docs/b.md","content":"ha' },
      ],
    };
    const { deps, task } = await start([cut, finish]);
    const result = resultOf(await go(deps, task));
    expect([...(await patchOf(deps.objects, result)).put.keys()]).toEqual(['docs/a.md']);
    expect(await lastMessage()).toContain('cut off');
    expect((await resultsIn(1))[1]).toContain("arguments can't be read");
  });

  test('without an end the run fails after as many calls as it may have', async () => {
    const look = { toolCalls: [{ name: 'list', arguments: {} }] };
    const { deps, task } = await start(Array.from({ length: 20 }, () => look));
    await expect(go(deps, task)).rejects.toThrow('did not finish within 12 model calls');
    expect(await requests()).toHaveLength(limits.stepsPerRun);
  });
});

describe('hostile answers', () => {
  test('are refused call by call, and the run goes on', async () => {
    const { deps, task } = await start([
      {
        toolCalls: [
          { name: 'rm_rf', arguments: {} },
          { name: '__proto__', arguments: {} },
          { name: 'write', arguments: { path: '../x', content: 'x' } },
          { name: 'write', arguments: { path: 'docs/x', content: 'x'.repeat(10_000_000) } },
          { name: 'write', arguments: 'not json' },
          { name: 'write', arguments: '[1,2]' },
          { id: 'same', name: 'list', arguments: {} },
          { id: 'same', name: 'write', arguments: { path: 'src/twice', content: 'x' } },
          { id: '', name: 'read', arguments: { path: 'src/secret' } },
        ],
      },
      finish,
    ]);
    const result = resultOf(await go(deps, task));
    expect((await patchOf(deps.objects, result)).put.size).toBe(0);
    const results = await resultsIn(1);
    const parts = [
      'There is no tool "rm_rf"',
      'There is no tool "__proto__"',
      'leaves the project',
      'more than 2000000',
      "arguments can't be read",
      'expected object',
      'No file',
      'Not written',
      'not among the files',
    ];
    expect(results).toHaveLength(parts.length);
    for (const [index, part] of parts.entries()) expect(results[index]).toContain(part);
    const body = JSON.stringify((await requests())[1]?.body);
    expect(body.length).toBeLessThan(100_000);
  });

  test('ids stay unique, each result with its call', async () => {
    const call = { id: 'x', name: 'list', arguments: {} };
    const { deps, task } = await start([{ toolCalls: [call, call, call] }, finish]);
    await go(deps, task);
    const [, , assistant, ...tools] = (await requests())[1]?.body.messages ?? [];
    const ids = (assistant?.tool_calls ?? []).map((item) => (item as { id: string }).id);
    expect(new Set(ids).size).toBe(3);
    expect(tools.map((item) => (item as unknown as { tool_call_id: string }).tool_call_id)).toEqual(
      ids,
    );
  });

  test('two calls with one id are one, where the library lets them through', async () => {
    const call = { id: 'same', name: 'write', arguments: { path: 'docs/a.md', content: 'one' } };
    const twin = { ...call, arguments: { path: 'docs/b.md', content: 'two' } };
    const script = { answers: [{ toolCalls: [call, twin] }, finish] };
    const { deps, task } = await bench.start(script, {}, 'any', 'anthropic:scripted');
    const result = resultOf(await go(deps, task));
    expect([...(await patchOf(deps.objects, result)).put.keys()]).toEqual(['docs/a.md']);
    const [first, second] =
      (await requests())[1]?.messages.filter(({ role }) => role === 'tool') ?? [];
    expect(second?.content).toContain('had the same id');
    expect(second?.toolCallId).not.toBe(first?.toolCallId);
  });

  test('five hundred calls in one answer are carried out up to the limit', async () => {
    const toolCalls = Array.from({ length: 500 }, () => ({ name: 'list', arguments: {} }));
    const { deps, task } = await start([{ toolCalls }, finish]);
    await go(deps, task);
    const results = await resultsIn(1);
    expect(results).toHaveLength(500);
    expect(results.filter((text) => text.includes('at most 100 tool calls'))).toHaveLength(400);
  });
});

describe('many long results in one answer', () => {
  test('are cut to what a model can read, and no change is left untold', async () => {
    const reads = Array.from({ length: 20 }, () => ({
      name: 'read',
      arguments: { path: 'input/long.txt' },
    }));
    const toolCalls = [...reads, ...(write('docs/a.md', 'tea').toolCalls ?? [])];
    const { deps, task } = await start([{ toolCalls }, finish]);
    const tree = await treeOf(deps.objects, { 'input/long.txt': '\u{1f375}'.repeat(25_000) });
    await go(deps, { ...task, tree });
    const results = await resultsIn(1);
    expect(results).toHaveLength(21);
    expect(results.join('').length).toBeLessThan(150_000);
    expect(results[0]).not.toContain('left out');
    expect(results[19]).toContain('characters left out');
    expect(results[20]).toBe('Wrote "docs/a.md", 3 bytes.');
    expect(results.every((text) => Buffer.from(text).toString() === text)).toBe(true);
  });
});

describe('what stops a run', () => {
  test('a paused execution holds it before anything is sent', async () => {
    const { deps, task, hold } = await start([finish]);
    await hold(true);
    expect(await go(deps, task)).toEqual({ kind: 'held' });
    expect(await requests()).toHaveLength(0);
    await hold(false);
    expect(await go(deps, task)).toMatchObject({ kind: 'ended' });
  });

  test('cancelling closes the connection and counts the call at its bound', async () => {
    const { deps, task, rows } = await start([{ hang: true }]);
    const controller = new AbortController();
    const running = runPersona(deps, task, control(controller.signal));
    const reason = new Error('cancelled by a person');
    await Promise.all([
      expect(running).rejects.toBe(reason),
      (async () => {
        while ((await requests()).length === 0) await new Promise((next) => setTimeout(next, 10));
        controller.abort(reason);
      })(),
    ]);
    const aborted = Date.now();
    let [request] = await requests();
    while (request?.outcome === 'pending' && Date.now() - aborted < 5_000)
      [request] = await requests();
    expect(request?.outcome).toBe('closed');
    expect((request?.ended ?? Infinity) - aborted).toBeLessThan(1_000);
    const [row] = await rows();
    expect(row?.outcome).toBe('cancelled');
    // At least the most that may be answered: 4,000 tokens at $10 for a million.
    expect(row?.cost).toBeGreaterThan(40_000_000);
  });

  test('a later attempt fences it off, and its late answer changes nothing', async () => {
    const { deps, task } = await start([{ ...finish, delayMs: 300 }, finish]);
    const frozen = go(deps, task);
    const expectation = expect(frozen).rejects.toBeInstanceOf(Fenced);
    await new Promise((next) => setTimeout(next, 100));
    const result = resultOf(await go(deps, task));
    await expectation;
    expect(resultOf(await go(deps, task))).toEqual(result);
  });

  test('a run that ended is not run again', async () => {
    const { deps, task } = await start([finish]);
    const first = resultOf(await go(deps, task));
    expect(resultOf(await go(deps, task))).toEqual(first);
    expect(await requests()).toHaveLength(1);
  });

  test('a ledger that holds other requests is a conflict, and nothing is sent', async () => {
    const { deps, task } = await start([write('docs/a.md', 'x'), { status: 503 }]);
    await expect(go(deps, task)).rejects.toBeInstanceOf(ModelBusy);
    const sent = (await requests()).length;
    const other = { ...task, requirement: 'A document about coffee.' };
    await expect(go(deps, other)).rejects.toMatchObject({ kind: 'ledger_conflict' });
    expect(await requests()).toHaveLength(sent);
  });

  test('five attempts in a row that die before they get anywhere ask for a person', async () => {
    const { deps, task } = await start([write('docs/a.md', 'x'), { status: 503 }]);
    await expect(go(deps, task)).rejects.toBeInstanceOf(ModelBusy);
    const dying: RunDeps = {
      ...deps,
      ledger: { ...deps.ledger, begin: () => Promise.reject(new Error('killed')) },
    };
    // The first of these follows an attempt that left rows.
    for (let n = 0; n < 5; n += 1) await expect(go(dying, task)).rejects.toThrow('killed');
    await expect(go(dying, task)).rejects.toMatchObject({ kind: 'failing_run' });
    expect(await requests()).toHaveLength(2);
  });

  test('a provider that keeps failing is no failing run', async () => {
    const { deps, task } = await start(Array.from({ length: 8 }, () => ({ status: 503 })));
    for (let n = 0; n < 8; n += 1) await expect(go(deps, task)).rejects.toBeInstanceOf(ModelBusy);
  });

  test('a person is needed for a key that is refused, and the key is nowhere told', async () => {
    const script = { answers: [finish], apiKey: 'right-key-123' };
    const { deps, task } = await bench.start(script, {}, 'wrong-key-456');
    const error: unknown = await go(deps, task).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NeedsPerson);
    expect(error).toMatchObject({ kind: 'credentials' });
    expect((error as Error).message).toContain('Incorrect API key provided');
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('wrong-key-456');
  });
});
