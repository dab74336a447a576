import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parsePatch } from '../../src/domain/patch-codec.ts';
import type { CompletedCall, Fence } from '../../src/ports/ledger.ts';
import { getJson } from '../../src/ports/objects.ts';
import type { Answer } from '../support/model-server/index.ts';
import { useBench } from './fixture.ts';
import type { Bench } from './fixture.ts';
import { failureOf, go } from './go.ts';

const bench = useBench();

/** A completed call with its bytes as texts. */
interface Saved extends Omit<CompletedCall, 'answer' | 'messages'> {
  readonly messages: string;
  readonly answer: Omit<CompletedCall['answer'], 'content'> & { readonly content: string };
}

/** Two steps of the bench's run, as a build wrote them that had no tool to remove files. */
const SAVED = JSON.parse(
  readFileSync(new URL('first-edition.json', import.meta.url), 'utf8'),
) as readonly Saved[];

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const complete = async ({ deps: { ledger } }: Bench, fence: Fence, saved: Saved) => {
  const { step, model, requestDigest: digest, messages, answer } = saved;
  const request = { step, model, digest, messages: bytes(messages), bound: answer.cost };
  const begun = await ledger.begin(fence, request);
  if (begun.kind !== 'send') throw new Error(`It is ${begun.kind}.`);
  await ledger.complete(fence, begun.ref, { ...answer, content: bytes(answer.content) });
};

/** A run that has these steps already. */
const resumed = async (steps: readonly Saved[], answers: readonly Answer[]): Promise<Bench> => {
  const run = await bench.start({ answers });
  const { fence } = await run.deps.ledger.openRun(run.task.identity);
  for (const step of steps) await complete(run, fence, step);
  return run;
};

const FINISH: Answer = {
  toolCalls: [{ name: 'finish', arguments: { summary: 'It is written.' } }],
};

const told = async () =>
  (await bench.server().log()).map(({ body, messages: [system] }) => ({
    tools: (body.tools as readonly { readonly function: { readonly name: string } }[]).map(
      (tool) => tool.function.name,
    ),
    system: system?.content ?? '',
  }));

describe('a run that an earlier build began', () => {
  test('goes on with the tools that it was told of, and pays nothing again', async () => {
    const run = await resumed(SAVED, [FINISH]);
    const result = await go(run);
    expect(result).toMatchObject({ steps: 3, summary: 'It is written.' });
    const { put } = await getJson(run.deps.objects, result.patch, parsePatch);
    expect([...put.keys()]).toEqual(['docs/a.md']);
    const [asked, ...more] = await told();
    expect(more).toEqual([]);
    expect(asked?.tools).toEqual(['list', 'read', 'search', 'write', 'edit', 'run', 'finish']);
    expect(asked?.system).not.toContain('remove');
    expect((await run.rows()).map(({ outcome }) => outcome)).toEqual(Array(3).fill('complete'));
  });

  test('is not taken for one where anything else is not as it was', async () => {
    const run = await resumed(SAVED, [FINISH]);
    const task = { ...run.task, requirement: 'A document about coffee.' };
    expect(await failureOf({ ...run, task })).toMatchObject({ kind: 'ledger_conflict' });
    expect(await told()).toEqual([]);
  });
});

test('a run that has no answer yet is told of every tool', async () => {
  await go(await resumed([], [FINISH]));
  const [asked] = await told();
  expect(asked?.tools).toContain('remove');
  expect(asked?.system).toContain('You may write and remove only the paths that you own.');
});
