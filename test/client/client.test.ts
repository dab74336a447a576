import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  AlreadyEnded,
  ExecutionEnded,
  InvalidInput,
  MaestroClient,
  MessageRefused,
  NoArtifact,
  NotConfigured,
  NotFound,
  NotReachable,
  SessionTaken,
  WorkerAway,
} from '../../src/client/index.ts';
import type { ObservedView } from '../../src/client/index.ts';
import { digestOf } from '../../src/ports/digests.ts';
import { NOTES } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';

const LONG = 180_000;

const maestro = useMaestro();
let bare: MaestroClient;

beforeAll(async () => {
  // Temporal only, as a service has it that starts and steers.
  const { address } = maestro;
  bare = await MaestroClient.connect({
    temporalAddress: address,
    queryTimeoutMs: 1_500,
    updateTimeoutMs: 2_000,
  });
});

afterAll(() => bare.close());

const watched = async (session: string): Promise<readonly ObservedView[]> => {
  const views: ObservedView[] = [];
  for await (const view of maestro.client.watch(session, { intervalMs: 50 })) views.push(view);
  return views;
};

describe('an execution that ends', () => {
  const session = 'whole';
  let views: readonly ObservedView[];
  const dirs: string[] = [];

  beforeAll(async () => {
    expect(await bare.start({ ...NOTES, session })).toEqual({
      session,
      attached: false,
      requirement: digestOf(NOTES.requirement),
    });
    views = await watched(session);
  }, LONG);

  afterEach(async () => {
    for (const dir of dirs.splice(0)) await rm(dir, { recursive: true, force: true });
  });

  test('is watched from its first view to its last, without a view twice', () => {
    expect(views.at(-1)).toMatchObject({ status: 'completed', source: 'workflow' });
    expect(views.slice(0, -1).every(({ status }) => status === 'running')).toBe(true);
    const essence = views.map((view) => JSON.stringify({ ...view, elapsedMs: 0, observedAt: 0 }));
    expect(essence.every((text, at) => text !== essence[at - 1])).toBe(true);
    expect(new Set(views.map(({ phase }) => phase)).size).toBeGreaterThan(2);
  });

  test('gives its result', async () => {
    const { tree, status } = await bare.result(session);
    expect({ tree, status }).toEqual({ tree: views.at(-1)?.tree, status: 'completed' });
  });

  test('is attached to with the same requirement and taken for another one', async () => {
    expect(await bare.start({ ...NOTES, session })).toMatchObject({ attached: true });
    const other = { ...NOTES, session, requirement: 'Something else that somebody wants.' };
    await expect(bare.start(other)).rejects.toThrow(SessionTaken);
  });

  test('takes no messages any more, and says what to do', async () => {
    await expect(bare.pause(session)).rejects.toThrow(AlreadyEnded);
    await expect(bare.cancel(session)).rejects.toThrow('start another one under a new session');
  });

  test('has its row, gates, runs and journal in the records', async () => {
    const [row] = await maestro.client.list({ status: 'completed' });
    expect(row).toMatchObject({ session, quality: expect.closeTo(1, 1) });
    const gates = await maestro.client.gates(session);
    expect(gates.filter(({ kind }) => kind === 'exit').map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 5 }, () => 'passed'),
    );
    const journal = await maestro.client.journal(session);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, at) => at + 1));
    expect(journal.at(-1)?.text).toBe('Completed.');
  });

  test('has transcripts with prompts, tool calls and their results', async () => {
    const [run] = await maestro.client.runs(session, 'backend_developer');
    if (run === undefined) throw new Error('no run');
    const { steps, last, ended } = await maestro.client.transcript(session, run);
    expect(ended).toBe(true);
    expect(steps[0]?.said.map(({ role }) => role)).toContain('system');
    const answers = steps.flatMap(({ answer }) => answer);
    expect(answers.filter(({ kind }) => kind === 'tool-call').map(({ tool }) => tool)).toContain(
      'write',
    );
    const results = [...steps.flatMap(({ said }) => said), ...last];
    expect(results.some(({ kind, tool }) => kind === 'tool-result' && tool === 'write')).toBe(true);
  });

  test('has files that can be listed, read and exported', async () => {
    const files = await maestro.client.artifacts(session);
    const manifest = files.find((file) => file.path === 'package.json');
    expect(manifest?.producedBy).toMatch(/^backend_developer\.implementation\./);
    const bytes = await maestro.client.readArtifact(session, 'package.json');
    expect(digestOf(bytes)).toBe(manifest?.digest);
    await expect(maestro.client.readArtifact(session, 'nowhere')).rejects.toThrow(NoArtifact);
    await expect(maestro.client.readArtifact(session, '../out')).rejects.toThrow(InvalidInput);
    const dir = await mkdtemp(path.join(tmpdir(), 'maestro-out-'));
    dirs.push(dir);
    const report = await maestro.client.exportTo(session, dir);
    expect(report.written).toEqual(files.map((file) => file.path).sort());
    expect(digestOf(await readFile(path.join(dir, 'package.json')))).toBe(manifest?.digest);
  });
});

describe('a client with Temporal only', () => {
  test('says what is missing for records and files', async () => {
    await expect(bare.list()).rejects.toThrow(NotConfigured);
    await expect(bare.artifacts('whole')).rejects.toThrow('objectsDir');
  });

  test('knows no execution that there is not', async () => {
    await expect(bare.status('nobody')).rejects.toThrow(NotFound);
    await expect(bare.pause('nobody')).rejects.toThrow(NotFound);
    await expect(bare.result('nobody')).rejects.toThrow(NotFound);
    await expect(bare.cancel('nobody')).rejects.toThrow(NotFound);
  });

  test('refuses what can not be right before it sends anything', async () => {
    await expect(bare.status('../x')).rejects.toThrow(InvalidInput);
    await expect(bare.start({ ...NOTES, session: 'a', requirement: 'short' })).rejects.toThrow(
      InvalidInput,
    );
    await expect(bare.start({ ...NOTES, session: 'a', maxPhaseIterations: 11 })).rejects.toThrow(
      InvalidInput,
    );
    await expect(bare.rework('whole', { reason: ' ' })).rejects.toThrow('"reason" is needed');
  });

  test('reports a server that does not answer', async () => {
    const lost = await MaestroClient.connect({
      temporalAddress: '127.0.0.1:1',
      connectTimeoutMs: 500,
    });
    await expect(lost.status('whole')).rejects.toThrow(NotReachable);
    await lost.close();
  });
});

describe('an execution that waits', () => {
  const session = 'waits';

  beforeAll(async () => {
    await maestro.play({ delayMs: 200 });
    await bare.start({ ...NOTES, session });
    await maestro.untilRunning(session);
  }, LONG);

  test(
    'answers a message, and refuses one that does not fit with its exact words',
    async () => {
      await expect(bare.resume(session)).rejects.toThrow(MessageRefused);
      await expect(bare.resume(session)).rejects.toThrow(
        'The execution is running; there is nothing to resume.',
      );
      expect((await bare.pause(session, { by: 'ann' })).message).toContain('No new run');
      await maestro.untilStatus(session, 'paused');
      await expect(bare.approve(session, { digest: 'a'.repeat(64), by: 'ann' })).rejects.toThrow(
        'nothing waits for approve',
      );
    },
    LONG,
  );

  test('ends a watch by its signal, without an error', async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    for await (const { status } of bare.watch(session, { signal: controller.signal })) {
      seen.push(status);
      controller.abort();
    }
    expect(seen).toEqual(['paused']);
  });

  test(
    'is known from the records while no worker is there, and from nowhere without them',
    async () => {
      await maestro.worker().kill();
      expect(await maestro.client.status(session)).toMatchObject({
        status: 'paused',
        source: 'records',
      });
      await expect(bare.status(session)).rejects.toThrow(WorkerAway);
      await expect(bare.resume(session)).rejects.toThrow(WorkerAway);
      await maestro.startWorker();
      await maestro.until(session, 'an answer', ({ source }) => source === 'workflow');
    },
    LONG,
  );

  test(
    'is cancelled, and its result says so',
    async () => {
      await bare.cancel(session);
      await expect(bare.result(session)).rejects.toThrow(ExecutionEnded);
      expect(await maestro.client.status(session)).toMatchObject({
        status: 'cancelled',
        running: [],
      });
    },
    LONG,
  );

  test(
    'that is terminated behind our back has failed',
    async () => {
      await bare.start({ ...NOTES, session: 'killed' });
      await maestro.untilRunning('killed');
      await maestro.temporal.workflow.getHandle('killed').terminate('a test');
      const view = await maestro.client.status('killed');
      expect(view).toMatchObject({ status: 'failed', running: [] });
      expect(view.failure).toContain('terminated');
      await expect(bare.pause('killed')).rejects.toThrow(AlreadyEnded);
      // The records are put right a little later, and say the same.
      const listed = async (): Promise<unknown> =>
        (await maestro.client.list({ limit: 100 })).find((item) => item.session === 'killed')
          ?.status;
      const deadline = Date.now() + 45_000;
      while ((await listed()) === 'running' && Date.now() < deadline) await delay(500);
      expect(await listed()).toBe('failed');
    },
    LONG,
  );
});
