import { describe, expect, test } from '@jest/globals';
import { parseTranscript } from '../../src/agent/index.ts';
import { compactionIn } from '../../src/domain/compaction.ts';
import { parsePatch } from '../../src/domain/patch-codec.ts';
import type { RunResult } from '../../src/ports/ledger.ts';
import { getJson } from '../../src/ports/objects.ts';
import { scriptPath } from '../support/model-server/index.ts';
import type { LoggedRequest } from '../support/model-server/index.ts';
import { dying, isDead } from './dying.ts';
import { limits, modelsAt, useBench } from './fixture.ts';
import type { Bench } from './fixture.ts';
import { failureOf, go } from './go.ts';

const bench = useBench();

/** A run that writes so many documents, one an answer; see `growing.mjs`. */
const start = (
  options: Readonly<Record<string, unknown>>,
  compactAtTokens: number | undefined,
  spec = 'openai-compatible:scripted',
): Promise<Bench> =>
  bench.start(
    { module: scriptPath('growing'), options: { documents: 8, bytes: 4_000, ...options } },
    { limits: { ...limits, stepsPerRun: 30, compactAtTokens } },
    'any',
    spec,
  );

const requests = (): Promise<readonly LoggedRequest[]> => bench.server().log();

const isForNotes = ({ messages }: LoggedRequest): boolean =>
  messages[0]?.content.startsWith('You keep the working notes') === true;

const wire = ({ body }: LoggedRequest): string => JSON.stringify(body);

/** Steps as `step.attempt outcome`, oldest first. */
const tries = async ({ rows }: Bench): Promise<readonly string[]> =>
  (await rows()).map(
    ({ step, attempt, outcome }) => `${String(step)}.${String(attempt)} ${outcome}`,
  );

const paths = async ({ deps }: Bench, { patch }: RunResult): Promise<readonly string[]> =>
  [...(await getJson(deps.objects, patch, parsePatch)).put.keys()].sort();

const EIGHT = Array.from({ length: 8 }, (_, at) => `docs/${String(at + 1)}.md`);

const PROTOCOLS = [
  'anthropic:scripted',
  'openai:scripted',
  'openai-chat:scripted',
  'openai-compatible:scripted',
];

describe('a conversation that reaches the limit', () => {
  test.each(PROTOCOLS)('is compacted once, and the run finishes: %s', async (spec) => {
    const run = await start({}, 7_500, spec);
    const result = await go(run);
    expect(await paths(run, result)).toEqual(EIGHT);
    const all = await requests();
    expect(all).toHaveLength(10);
    expect(all.filter(isForNotes)).toHaveLength(1);
    const at = all.findIndex(isForNotes);
    const [before, notes, after] = all.slice(at - 1);
    if (before === undefined || notes === undefined || after === undefined) throw new Error();
    // No tool, none of the ids and the whole older part as text.
    expect(notes.body.tools ?? []).toEqual([]);
    expect(notes.messages.some(({ toolCalls }) => toolCalls !== undefined)).toBe(false);
    expect(wire(notes)).toContain('docs/1.md');
    expect(wire(notes)).not.toContain('maestro');
    // The prompts stay as they were, the newest answer with its results does, the rest is notes.
    expect(after.messages[0]).toEqual(before.messages[0]);
    expect(after.messages[1]?.content.startsWith(before.messages[1]?.content ?? '')).toBe(true);
    expect(after.messages.filter(({ role }) => role === 'assistant')).toHaveLength(1);
    expect(after.messages.at(-1)).toMatchObject({ role: 'tool' });
    expect(wire(after)).toContain(`Notes: ${String(at - 1)} documents are written.`);
    expect(wire(after)).toContain('docs/1.md');
    expect(wire(after).length).toBeLessThan(wire(before).length);
    expect((await tries(run)).every((row) => row.endsWith('.1 complete'))).toBe(true);
  });

  test('costs what its tokens cost, as any call does', async () => {
    const run = await start({}, 7_500);
    const { cost } = await go(run);
    const { entries } = await bench.server().bill();
    // $2 and $10 for a million tokens are 2,000 and 10,000 nano-USD each.
    const billed = entries.reduce(
      (sum, { usage }) => sum + (usage.input ?? 0) * 2_000 + (usage.output ?? 0) * 10_000,
      0,
    );
    expect(cost).toBe(billed);
    expect((await run.rows()).reduce((sum, row) => sum + row.cost, 0)).toBe(billed);
  });

  test('is compacted again when it has grown again', async () => {
    const run = await start({ documents: 16 }, 7_500);
    const result = await go(run);
    expect(await paths(run, result)).toHaveLength(16);
    expect((await requests()).filter(isForNotes).length).toBeGreaterThan(1);
  });

  test('is marked in the transcript, which keeps all that was said', async () => {
    const run = await start({}, 7_500);
    const { transcript } = await go(run);
    const { steps } = await getJson(run.deps.objects, transcript, parseTranscript);
    const compactions = steps.flatMap(
      ({ messages }) => messages.map(compactionIn).find((found) => found !== undefined) ?? [],
    );
    expect(compactions).toMatchObject([{ from: 2 }]);
    const said = JSON.stringify(steps);
    for (const path of EIGHT) expect(said).toContain(`Wrote \\"${path}\\"`);
  });

  test('takes as long a summary as a model gives without growing', async () => {
    const run = await start({ notes: { text: 'long '.repeat(20_000) } }, 7_500);
    await go(run);
    const all = await requests();
    const at = all.findIndex(isForNotes);
    const [before, , after] = all.slice(at - 1).map(wire);
    expect(after?.length).toBeLessThan(before?.length ?? 0);
  });

  test('is left as it is where three quarters of what is read suffice', async () => {
    const run = await start({}, undefined);
    await go(run);
    expect((await requests()).filter(isForNotes)).toHaveLength(0);
  });
});

describe('after a compaction', () => {
  test.each(['anthropic:scripted', 'openai:scripted'])(
    'nobody reads reasoning or signatures from before: %s',
    async (spec) => {
      const run = await start({ answer: { reasoning: 'I ponder.' } }, 7_500, spec);
      await go(run);
      const all = await requests();
      const at = all.findIndex(isForNotes);
      const [before, notes, after, later] = all.slice(at - 1).map(wire);
      expect(before).toMatch(/I ponder|encrypted_content/);
      expect(notes).not.toMatch(/I ponder|encrypted_content|signature/);
      expect(after).not.toMatch(/I ponder|encrypted_content|signature/);
      // Its own again, from then on.
      expect(later).toMatch(/I ponder|encrypted_content/);
    },
  );
});

/** By digest, how often a request came. */
const received = async (): Promise<ReadonlyMap<string, number>> =>
  new Map(
    Object.entries(await bench.server().counts()).map(([digest, count]) => [
      digest,
      count.received,
    ]),
  );

describe('a run that is killed anywhere around a compaction', () => {
  test.each([
    ['at the limit', {}, 7_500, false],
    ['at the limit', {}, 7_500, true],
    ['at a refusal', { window: 7_000 }, undefined, false],
    ['at a refusal', { window: 7_000 }, undefined, true],
  ])(
    'says the very same and ends the same: %s %o %p, call made: %p',
    async (_what, options, limit, happens) => {
      const short = { documents: 6, ...options };
      const undisturbed = await start(short, limit);
      const expected = await go(undisturbed);
      const said = await received();
      const rows = (await tries(undisturbed)).length;
      expect((await requests()).filter(isForNotes)).toHaveLength(1);
      let killed = 0;
      for (let point = 1; ; point += 1) {
        const run = await start(short, limit);
        if (!(await isDead(go({ ...run, deps: dyingBench(run, point, happens) })))) break;
        killed += 1;
        expect((await go(run)).patch).toBe(expected.patch);
        const again = await received();
        expect([...again.keys()].sort()).toEqual([...said.keys()].sort());
        const lost = (await tries(run)).filter((row) => row.endsWith('lost')).length;
        const twice = [...again.values()].reduce((sum, count) => sum + count, 0) - said.size;
        // Only what was lost before the ledger had it is sent again; no refused request is.
        expect(twice).toBeLessThanOrEqual(lost);
        expect(lost).toBeLessThanOrEqual(1);
        expect((await tries(run)).length - lost).toBe(rows);
      }
      expect(killed).toBeGreaterThan(12);
    },
    240_000,
  );
});

const dyingBench = (run: Bench, point: number, happens: boolean): Bench['deps'] => ({
  ...run.deps,
  ...dying(run.deps, point, happens),
  objects: run.deps.objects,
});

describe('a request that a provider refuses as too long', () => {
  test.each(PROTOCOLS)('is never sent again, but made shorter: %s', async (spec) => {
    const run = await start({ window: 7_000 }, undefined, spec);
    expect(await paths(run, await go(run))).toEqual(EIGHT);
    const all = await requests();
    expect(all.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
    expect(all.filter(isForNotes)).toHaveLength(1);
    expect(new Set((await received()).values())).toEqual(new Set([1]));
    const rows = await tries(run);
    expect(rows.filter((row) => !row.endsWith('.1 complete'))).toEqual([
      expect.stringMatching(/\.1 rejected$/),
      expect.stringMatching(/\.2 complete$/),
    ]);
  });

  test('blocks the run when what is left is too long as well, after one compaction', async () => {
    const run = await start({ stuckAt: 3 }, undefined);
    const error = await failureOf(run);
    expect(error).toMatchObject({ kind: 'model_unavailable' });
    expect(String(error)).toMatch(/that reads more.*Smaller inputs can/);
    const all = await requests();
    expect(
      all.slice(3).map((request) => `${isForNotes(request) ? 'notes' : 'work'} ${request.outcome}`),
    ).toEqual(['work refused', 'notes answered', 'work refused']);
    expect(all).toHaveLength(6);
    expect((await tries(run)).slice(3)).toEqual(['4.1 rejected', '4.2 complete', '5.1 rejected']);
  });

  test('is compacted once more after a compaction at the limit, down to the newest answer', async () => {
    const options = { documents: 40, bytes: 4_000 };
    const more = { limits: { ...limits, stepsPerRun: 60, compactAtTokens: 30_000 } };
    const script = (stuckAt: number | undefined) => ({
      module: scriptPath('growing'),
      options: { ...options, stuckAt },
    });
    await go(await bench.start(script(undefined), more));
    const until = (await requests()).findIndex(isForNotes);
    const error = await failureOf(await bench.start(script(until), more));
    expect(error).toMatchObject({ kind: 'model_unavailable' });
    const after = (await requests()).slice(until);
    expect(after.map(isForNotes)).toEqual([true, false, true, false]);
    const answers = after.map(
      ({ messages }) => messages.filter(({ role }) => role === 'assistant').length,
    );
    expect(answers[1]).toBeGreaterThan(1);
    expect(answers[3]).toBe(1);
  });

  test('blocks the run at once when there is nothing to sum up', async () => {
    const run = await start({ window: 10 }, undefined);
    expect(String(await failureOf(run))).toMatch(/that reads more.*Smaller inputs can/);
    expect(await requests()).toHaveLength(1);
  });
});

const NO_NOTES = [
  ['nothing', { text: '' }, 'it had no text'],
  ['a refusal', { refusal: 'I can not.' }, 'refusal or by the filter'],
  [
    'a call of a tool',
    { toolCalls: [{ name: 'write', arguments: { path: 'docs/x.md' } }] },
    'it called a tool',
  ],
] as const;

describe('an answer that holds no notes', () => {
  test.each(NO_NOTES)(
    'is asked for again once, with what was wrong: %s',
    async (_what, notes, problem) => {
      const run = await start({ notes, again: { text: 'Notes: all is well.' } }, 7_500);
      expect(await paths(run, await go(run))).toEqual(EIGHT);
      const all = await requests();
      const at = all.findIndex(isForNotes);
      const [first, second, after] = all.slice(at).map(wire);
      expect(all.map(isForNotes).filter(Boolean)).toHaveLength(2);
      expect(first).not.toContain('held no notes');
      expect(second).toContain('held no notes');
      expect(second).toContain(problem);
      expect(after).toContain('Notes: all is well.');
    },
  );

  test.each(NO_NOTES)(
    'blocks the run the second time, and says so: %s',
    async (...[what, notes]) => {
      const run = await start({ notes }, 7_500);
      const kind = what === 'a refusal' ? 'model_unavailable' : 'failing_run';
      const error = await failureOf(run);
      expect(error).toMatchObject({ kind });
      expect(String(error)).toMatch(/asked for notes|refused to go on/);
      expect((await requests()).filter(isForNotes)).toHaveLength(2);
    },
  );

  test('is asked of the next model where the first refuses', async () => {
    const here = modelsAt(bench.server().url);
    const refusal = { refusal: 'I can not.' };
    const run = await bench.start(
      {
        module: scriptPath('growing'),
        options: { documents: 8, bytes: 4_000, notes: { byModel: { first: refusal } } },
      },
      {
        limits: { ...limits, stepsPerRun: 30, compactAtTokens: 7_500 },
        models: [here.resolve('anthropic:first'), here.resolve('openai-chat:second')],
      },
    );
    expect(await paths(run, await go(run))).toEqual(EIGHT);
    const asked = (await requests()).filter(isForNotes).map(({ body }) => body.model);
    expect(asked).toEqual(['first', 'first', 'second']);
  });

  test.each([false, true])(
    'is asked for again also when the worker dies anywhere, call made: %p',
    async (happens) => {
      const options = { documents: 6, notes: { text: '' }, again: { text: 'Notes: fine.' } };
      const undisturbed = await start(options, 7_500);
      const expected = await go(undisturbed);
      const said = await received();
      for (let point = 1; ; point += 3) {
        const run = await start(options, 7_500);
        if (!(await isDead(go({ ...run, deps: dyingBench(run, point, happens) })))) break;
        expect((await go(run)).patch).toBe(expected.patch);
        expect([...(await received()).keys()].sort()).toEqual([...said.keys()].sort());
      }
    },
    240_000,
  );
});

describe('a summary that a provider refuses', () => {
  test.each([
    ['context too long', 2_500],
    ['bad request', 2_500],
  ])('is asked for once more, of far less: %s', async (fault, notesWindow) => {
    const run = await start({ fault, notesWindow, documents: 10 }, 12_000);
    const { patch } = await go(run);
    expect([...(await getJson(run.deps.objects, patch, parsePatch)).put.keys()]).toHaveLength(10);
    const notes = (await requests()).filter(isForNotes);
    expect(notes.map(({ outcome }) => outcome)).toEqual(['refused', 'answered']);
    const [whole = 0, less = 0] = notes.map((request) => wire(request).length);
    expect(less).toBeLessThan(whole / 2);
  });

  test('blocks the run when far less is refused as well, and says what it was for', async () => {
    const run = await start({ fault: 'bad request', notesWindow: 10, documents: 10 }, 12_000);
    const error = await failureOf(run);
    expect(error).toMatchObject({ kind: 'model_unavailable' });
    expect(String(error)).toContain('has to be shortened, and its summary was refused as well');
    expect((await requests()).filter(isForNotes)).toHaveLength(2);
  });
});

describe('a request that a provider refuses without a reason', () => {
  test.each(PROTOCOLS)('is made shorter once when it is long: %s', async (spec) => {
    const run = await start({ window: 7_000, fault: 'bad request' }, 20_000, spec);
    expect(await paths(run, await go(run))).toEqual(EIGHT);
    const all = await requests();
    expect(all.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
    expect(all.filter(isForNotes)).toHaveLength(1);
    expect(new Set((await received()).values())).toEqual(new Set([1]));
  });

  test('blocks the run when that did not help, after one compaction', async () => {
    const run = await start({ stuckAt: 6, fault: 'bad request' }, 20_000);
    expect(String(await failureOf(run))).toMatch(/would be refused again/);
    expect((await requests()).slice(6).map(isForNotes)).toEqual([false, true, false]);
  });

  test('blocks the run at once when it is short', async () => {
    const run = await start({ stuckAt: 3, fault: 'bad request' }, 200_000);
    expect(String(await failureOf(run))).toMatch(/would be refused again/);
    expect(await requests()).toHaveLength(4);
  });

  test('is not sent again by whoever comes after a worker that died', async () => {
    const options = { window: 7_000, fault: 'bad request', documents: 6 };
    await go(await start(options, 20_000));
    const said = await received();
    for (let point = 1; ; point += 3) {
      const run = await start(options, 20_000);
      if (!(await isDead(go({ ...run, deps: dyingBench(run, point, true) })))) break;
      await go(run);
      const lost = (await tries(run)).filter((row) => row.endsWith('lost')).length;
      const again = await received();
      expect([...again.keys()].sort()).toEqual([...said.keys()].sort());
      const twice = [...again.values()].reduce((sum, count) => sum + count, 0) - said.size;
      expect(twice).toBeLessThanOrEqual(lost);
    }
  }, 240_000);
});
