import { describe, expect, test } from '@jest/globals';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createFileObjects } from '../../src/adapters/objects/files.ts';
import type { ObservedView } from '../../src/client/index.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { getTree } from '../../src/ports/trees.ts';
import { NOTES } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';

describe('what an execution needs and finds gone', () => {
  const maestro = useMaestro();

  const away = (): string => `${maestro.objectsDir}.away`;

  const lose = (): Promise<void> => rename(maestro.objectsDir, away());

  const putBack = async (): Promise<void> => {
    await rm(maestro.objectsDir, { recursive: true, force: true });
    await rename(away(), maestro.objectsDir);
  };

  const untilAsking = (session: string): Promise<ObservedView> =>
    maestro.untilStatus(session, 'awaiting_approval');

  const untilBlocked = (session: string): Promise<ObservedView> =>
    maestro.untilStatus(session, 'blocked');

  test('objects: it is blocked at an entry gate, says which, and goes on when they are back', async () => {
    await maestro.client.start({ ...NOTES, session: 'gate', approvals: ['requirements'] });
    const { awaiting } = await untilAsking('gate');
    await lose();
    await maestro.client.approve('gate', { digest: awaiting?.digest ?? '', by: 'a tester' });
    const { block } = await untilBlocked('gate');
    expect(block).toMatchObject({
      kind: 'lost_object',
      message: expect.stringMatching(/^The object [0-9a-f]{64} is not in the object store/),
      lift: expect.stringMatching(/then resume/),
    });
    await putBack();
    await maestro.client.resume('gate');
    await maestro.untilPhase('gate', 'implementation');
    await maestro.client.cancel('gate');
  }, 120_000);

  test('one file of the product: it is blocked as for any other object, and says which', async () => {
    await maestro.client.start({ ...NOTES, session: 'file', approvals: ['requirements'] });
    const { awaiting } = await untilAsking('file');
    const digest = awaiting?.digest ?? ('' as Digest);
    const [[name, { blob }] = ['', { blob: digest }]] = await getTree(
      createFileObjects(maestro.objectsDir),
      digest,
    );
    const at = path.join(maestro.objectsDir, blob.slice(0, 2), blob.slice(2, 4), blob);
    await rename(at, away());
    await maestro.client.approve('file', { digest, by: 'a tester' });
    const { block } = await untilBlocked('file');
    expect(block?.kind).toBe('lost_object');
    expect(block?.message).toBe(`${name} is lost: The object ${blob} is not in the object store.`);
    await rename(away(), at);
    await maestro.client.resume('file');
    await maestro.untilPhase('file', 'implementation');
    await maestro.client.cancel('file');
  }, 120_000);

  test("objects: a person's rework that could not be handed on is kept", async () => {
    await maestro.client.start({ ...NOTES, session: 'rework', approvals: ['requirements'] });
    await untilAsking('rework');
    await lose();
    await maestro.client.rework('rework', { reason: 'use ISO dates' });
    expect((await untilBlocked('rework')).block?.kind).toBe('lost_object');
    await putBack();
    await maestro.client.resume('rework');
    const again = await maestro.until(
      'rework',
      'second round',
      ({ status, phases }) => status === 'awaiting_approval' && phases[0]?.iteration === 2,
    );
    expect(again.journal.map(({ text }) => text).join('\n')).toMatch(/use ISO dates/);
    await maestro.client.cancel('rework');
  }, 120_000);

  test('an admission that finds no personas fails with the reason, which status shows with and without a worker', async () => {
    await maestro.startWorker({
      MAESTRO_PERSONA_FOLDERS: path.join(maestro.objectsDir, 'nowhere'),
    });
    await maestro.client.start({ ...NOTES, session: 'nobody' });
    await expect(maestro.client.result('nobody')).rejects.toThrow(
      /persona folder .*nowhere cannot be read/,
    );
    const failure = expect.stringMatching(
      /^The persona folder .*nowhere cannot be read/,
    ) as unknown;
    expect(await maestro.client.status('nobody')).toMatchObject({ source: 'workflow', failure });
    // Nothing of it was recorded; without a worker, only Temporal knows.
    await maestro.worker().kill();
    const without = await maestro.client.status('nobody');
    expect(without).toMatchObject({ source: 'temporal', status: 'failed', failure });
  }, 120_000);
});
