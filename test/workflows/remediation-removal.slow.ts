import { afterAll, describe, expect, test } from '@jest/globals';
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { beforeAfter } from '../../src/client/index.ts';
import { parsePatch } from '../../src/domain/patch-codec.ts';
import { createFileObjects } from '../../src/adapters/objects/files.ts';
import type { ExecutionId } from '../../src/domain/session.ts';
import { getJson } from '../../src/ports/objects.ts';
import { askedBy, NOTES } from '../support/maestro.ts';
import type { Maestro } from '../support/maestro.ts';
import { scriptPath } from '../support/model-server/index.ts';
import { useMaestro } from '../support/use-maestro.ts';
import { libraryProject, write } from '../validation/degraded.ts';
import type { NotesProject } from '../validation/notes.ts';
import { rowsOf } from './kills/accounts.ts';
import { holdPending, holdRuns } from './kills/hold.ts';
import type { Hold } from './kills/hold.ts';

const LONG = 10 * 60_000;

const { requirement: _requirement, ...model } = NOTES;

/** What test runs wrote, one of it no text and with no bytes on the disk. */
const RESULTS = ['coverage/lcov.info', 'junit.xml', 'test-results/memory.bin'] as const;
const SPARSE = RESULTS[2];

const withResults = (): NotesProject => {
  const project = libraryProject({ broken: false });
  write(project.dir, { [RESULTS[0]]: 'TN:\n', [RESULTS[1]]: '<testsuites/>\n' });
  mkdirSync(path.join(project.dir, path.dirname(SPARSE)));
  const file = openSync(path.join(project.dir, SPARSE), 'w');
  ftruncateSync(file, 1_000_000);
  closeSync(file);
  return project;
};

/** Who is first in the phase of files that no persona names. */
const MENDER = 'backend_developer';
const RUN = `${MENDER}.implementation.1`;

const play = (maestro: Maestro, delayMs = 0): Promise<void> =>
  maestro.model.play({
    module: scriptPath('mends'),
    options: { files: {}, removes: true, delayMs },
  });

/** All that its runs removed, each as often as a patch says so. */
const removedIn = async (maestro: Maestro, session: string): Promise<readonly string[]> => {
  const objects = createFileObjects(maestro.objectsDir);
  const rows = await maestro.client.runs(session);
  const patches = rows.flatMap(({ patch }) => (patch === undefined ? [] : [patch]));
  const all = await Promise.all(patches.map((digest) => getJson(objects, digest, parsePatch)));
  return all.flatMap(({ remove }) => remove);
};

describe('a file that must not be there', () => {
  const maestro = useMaestro();
  const projects: NotesProject[] = [];
  afterAll(() => {
    for (const project of projects) project.dispose();
  });
  const project = (): NotesProject => {
    const made = withResults();
    projects.push(made);
    return made;
  };

  test(
    'is removed by whoever owns the finding, which is told, and the score rises',
    async () => {
      const { dir, root } = project();
      await play(maestro);
      await maestro.client.remediate({ ...model, session: 'results', dir });
      const result = await maestro.client.result('results');
      expect(result.status).toBe('completed');
      const report = await maestro.client.report('results');
      const changed = beforeAfter(report);
      expect(changed?.errors).toEqual({ before: 3, after: 0 });
      expect(changed?.score.after).toBeGreaterThan(changed?.score.before ?? 1);
      expect(new Set((await maestro.model.log()).map(askedBy))).toEqual(new Set([MENDER]));
      // Who removed what is in the report, and in the journal.
      expect(report.removed).toEqual(RESULTS.map((name) => ({ path: name, removedBy: RUN })));
      const journal = await maestro.client.journal('results');
      expect(journal.map(({ text }) => text)).toContainEqual(
        expect.stringContaining(`${MENDER} ended: 3 files (removed ${RESULTS.join(', ')})`),
      );
      const out = path.join(root, 'out');
      await maestro.client.exportTo('results', out);
      expect(RESULTS.filter((name) => existsSync(path.join(out, name)))).toEqual([]);
      expect(existsSync(path.join(out, 'src/sum.js'))).toBe(true);
      expect(RESULTS.every((name) => existsSync(path.join(dir, name)))).toBe(true);
    },
    LONG,
  );

  const openRun = async (session: string): Promise<void> => {
    for (;;) {
      const runs = await maestro.client.runs(session).catch(() => []);
      if (runs.length > 0) return;
    }
  };

  test.each<{
    readonly point: string;
    readonly hold: (executionId: ExecutionId) => Promise<Hold>;
    readonly asked: number;
  }>([
    {
      point: 'after the answer that removes it',
      hold: (executionId) =>
        holdPending(maestro.database.url, [{ executionId, runId: RUN, step: 2 }]),
      asked: 1,
    },
    { point: 'before its run is closed', hold: () => holdRuns(maestro.database.url), asked: 2 },
  ])(
    'is removed once where the worker is killed $point, and nothing is paid twice',
    async ({ point, hold, asked }) => {
      const session = point.replaceAll(' ', '-');
      await play(maestro, 3_000);
      await maestro.client.remediate({ ...model, session, dir: project().dir });
      await openRun(session);
      const { executionId } = await maestro.client.status(session);
      if (executionId === undefined) throw new Error('It has no id yet.');
      const held = await hold(executionId);
      await held.caught(1);
      expect(await maestro.model.log()).toHaveLength(asked);
      await maestro.worker().kill();
      await held.drop();
      await maestro.startWorker();
      const result = await maestro.client.result(session);
      expect(result.tree).toBe((await maestro.client.result('results')).tree);
      expect(await removedIn(maestro, session)).toEqual(RESULTS);
      const rows = (await rowsOf(maestro)).filter((row) => row.execution_id === executionId);
      expect(rows.map(({ run_id: run, step, outcome }) => [run, step, outcome])).toEqual([
        [RUN, 1, 'complete'],
        [RUN, 2, 'complete'],
      ]);
      expect(await maestro.model.log()).toHaveLength(2);
    },
    LONG,
  );
});
