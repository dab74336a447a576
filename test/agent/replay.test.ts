import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { parsePatch } from '../../src/domain/patch-codec.ts';
import { getJson } from '../../src/ports/objects.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import { scriptPath } from '../support/model-server/index.ts';
import type { Answer } from '../support/model-server/index.ts';
import { dying, isDead, Killed } from './dying.ts';
import { treeOf, useBench } from './fixture.ts';
import type { Bench } from './fixture.ts';
import { go } from './go.ts';

const bench = useBench();

/** Counts commands, and says something else each time, as a clock would. */
const countingSandbox = (): Sandbox & { readonly commands: () => number } => {
  let commands = 0;
  return {
    kind: 'plain',
    commands: () => commands,
    run: () => {
      commands += 1;
      const output = randomUUID();
      return Promise.resolve({ exitCode: 0, output, timedOut: false, ms: 1 });
    },
    serve: () => Promise.reject(new Error('no service here')),
  };
};

const call = (name: string, input: object) => ({ name, arguments: input });

const answers = (): readonly Answer[] => [
  {
    toolCalls: [
      call('write', { path: 'docs/a.md', content: 'one' }),
      call('write', { path: 'src/theirs.js', content: 'refused' }),
    ],
  },
  {
    toolCalls: [
      call('edit', { path: 'docs/a.md', old: 'one', new: 'two' }),
      call('run', { command: 'npm test' }),
    ],
  },
  { text: 'Let me think.' },
  {
    toolCalls: [
      call('write', { path: 'docs/b.md', content: 'three' }),
      call('remove', { paths: ['docs/stale.md', 'docs/a.md'] }),
      call('remove', { paths: ['docs/a.md'] }),
      call('write', { path: 'docs/a.md', content: 'again' }),
    ],
  },
  {
    toolCalls: [
      call('edit', { path: 'docs/b.md', old: 'three', new: 'four' }),
      call('remove', { paths: ['docs/old.md'] }),
      call('finish', { summary: 'Both are written.' }),
    ],
  },
];

const newRun = async (): Promise<Bench & { readonly commands: () => number }> => {
  const script = { module: scriptPath('by-step'), options: { answers: answers() } };
  const { deps, task, ...rest } = await bench.start(script);
  const sandbox = countingSandbox();
  const tree = await treeOf(deps.objects, { 'docs/old.md': 'old', 'docs/stale.md': 'stale' });
  const all = { ...deps, sandbox };
  return { ...rest, deps: all, task: { ...task, tree }, commands: sandbox.commands };
};

/** Requests that the model answered, each as often as it did. */
const answered = async (): Promise<readonly number[]> =>
  Object.values(await bench.server().counts()).map((count) => count.answered);

test.each([false, true])(
  'a run that is killed at any point ends in the same patch, and nothing is paid twice (call made: %p)',
  async (happens) => {
    const undisturbed = await newRun();
    const expected = await go(undisturbed);
    const patch = await getJson(undisturbed.deps.objects, expected.patch, parsePatch);
    expect([...patch.put.keys()]).toEqual(['docs/a.md', 'docs/b.md']);
    expect(patch.remove).toEqual(['docs/old.md', 'docs/stale.md']);
    expect(expected.files).toBe(4);
    expect(await answered()).toEqual([1, 1, 1, 1, 1]);
    let killed = 0;
    for (let point = 1; ; point += 1) {
      const { deps, task, rows, commands } = await newRun();
      if (!(await isDead(go({ deps: dying(deps, point, happens), task })))) break;
      killed += 1;
      const result = await go({ deps, task });
      expect(result).toMatchObject({ patch: expected.patch, summary: expected.summary, steps: 5 });
      const outcomes = (await rows()).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'complete')).toHaveLength(5);
      // Only an answer that was lost before the ledger had it is asked for again.
      const lost = outcomes.filter((outcome) => outcome === 'lost').length;
      const counts = await answered();
      expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(5 + lost);
      expect(lost).toBeLessThanOrEqual(1);
      expect(counts.every((count) => count >= 1)).toBe(true);
      expect(commands()).toBeLessThanOrEqual(2);
    }
    // Five calls of the ledger for each pair of steps and what the tools do: if it were few, the
    // proxy would not have been in the way.
    expect(killed).toBeGreaterThan(15);
  },
  240_000,
);

test('a command whose result is in the ledger is not run again', async () => {
  const { deps, task, commands } = await newRun();
  const closing = { ...deps.ledger, closeRun: () => Promise.reject(new Killed()) };
  expect(await isDead(go({ deps: { ...deps, ledger: closing }, task }))).toBe(true);
  await go({ deps, task });
  expect(commands()).toBe(1);
});
