import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAfter } from '../../src/client/index.ts';
import { askedBy, NOTES } from '../support/maestro.ts';
import type { Maestro } from '../support/maestro.ts';
import { scriptPath } from '../support/model-server/index.ts';
import { useMaestro } from '../support/use-maestro.ts';
import { degradedProject, libraryProject, RIGHT, write } from '../validation/degraded.ts';
import type { NotesProject } from '../validation/notes.ts';

const MENDS = scriptPath('mends');
const MINUTES_30 = 30 * 60_000;

const { requirement, ...model } = NOTES;

/** Names, times and contents of all that is in a folder. */
const state = (dir: string): string => {
  const hash = createHash('sha256');
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(dir, name);
    const found = lstatSync(file);
    hash.update(`${name} ${String(found.mtimeMs)} ${String(found.mode)}`);
    if (found.isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
};

const play = (maestro: Maestro, options: Readonly<Record<string, unknown>> = {}): Promise<void> =>
  maestro.model.play({ module: MENDS, options });

/** Who was asked since the last play, by the server's own log. */
const asked = async ({ model: server }: Maestro): Promise<readonly string[]> =>
  [...new Set((await server.log()).map(askedBy))].sort();

const verdictsOf = async (maestro: Maestro, session: string) =>
  (await maestro.client.gates(session)).filter(({ kind }) => kind === 'exit');

/** Every persona that a product of the life cycle needs. */
const ALL = [
  'backend_developer',
  'database_specialist',
  'deployment_integration_tester',
  'devops_engineer',
  'frontend_developer',
  'qa_engineer',
  'requirement_analyst',
  'solution_architect',
  'unit_tester',
];

describe('mending a project that nobody of the team wrote', () => {
  const maestro = useMaestro();
  const projects: NotesProject[] = [];
  const made = (project: NotesProject): NotesProject => {
    projects.push(project);
    return project;
  };
  let out: string;
  beforeAll(() => {
    out = mkdtempSync(path.join(tmpdir(), 'mended-'));
  });
  afterAll(() => {
    for (const project of projects) project.dispose();
    rmSync(out, { recursive: true, force: true });
  });

  test(
    'brings one from below a tenth to above four fifths, without a contract error',
    async () => {
      const { dir } = made(degradedProject());
      const before = state(dir);
      await play(maestro);
      const started = Date.now();
      const told = await maestro.client.remediate({
        ...model,
        session: 'degraded',
        dir,
        contracts: 'all',
      });
      expect(told).toMatchObject({ attached: false, requirementFrom: 'README.md' });
      const result = await maestro.client.result('degraded');
      expect(Date.now() - started).toBeLessThan(MINUTES_30);
      const report = await maestro.client.report('degraded');
      const changed = beforeAfter(report);
      expect(changed?.score.before).toBeLessThan(0.1);
      expect(changed?.score.after).toBeGreaterThan(0.8);
      expect(changed?.errors.after).toBe(0);
      expect(result.phases.map((phase) => phase.state)).toEqual(Array(5).fill('passed'));
      expect(await asked(maestro)).toEqual(ALL);
      // One run of each: nobody was called twice.
      expect((await maestro.client.runs('degraded')).map(({ persona }) => persona).sort()).toEqual(
        ALL,
      );
      // A file in a place that no persona names was mended by who is first in the phase of its kind.
      const files = await maestro.client.artifacts('degraded');
      expect(files.find((file) => file.path === 'spec/old.test.js')?.producedBy).toBe(
        'qa_engineer.testing.1',
      );
      const { written } = await maestro.client.exportTo('degraded', path.join(out, 'degraded'));
      expect(written.length).toBe(files.length);
      expect(state(dir)).toBe(before);
    },
    MINUTES_30,
  );

  test(
    'calls only who owns a finding, and nobody where every gate passes as it is',
    async () => {
      const { dir } = made(libraryProject({ broken: false }));
      await play(maestro, { files: RIGHT });
      await maestro.client.remediate({ ...model, session: 'whole', dir });
      expect(await maestro.client.result('whole')).toMatchObject({ calls: 0, costNanoUsd: 0 });
      expect(await asked(maestro)).toEqual([]);
      expect(await verdictsOf(maestro, 'whole')).toHaveLength(5);

      const broken = made(libraryProject({ broken: true }));
      await maestro.client.remediate({ ...model, session: 'broken', dir: broken.dir });
      await maestro.client.result('broken');
      expect(await asked(maestro)).toEqual(['backend_developer']);
      const verdicts = await verdictsOf(maestro, 'broken');
      expect(verdicts.map(({ iteration }) => iteration)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
      expect(verdicts.slice(5).map(({ verdict }) => verdict)).toEqual(Array(5).fill('passed'));
      // It was held to no contract, so nothing was added.
      const files = await maestro.client.artifacts('broken');
      expect(files.map((file) => `${file.path} ${file.producedBy}`)).toEqual([
        'README.md import',
        'package.json import',
        'src/sum.js backend_developer.implementation.1',
        'test/sum.test.js import',
      ]);
    },
    MINUTES_30,
  );

  test(
    'blocks where a round of work gained nothing, and takes what a person decides',
    async () => {
      const { dir } = made(libraryProject({ broken: true }));
      await play(maestro, { files: {} });
      await maestro.client.remediate({ ...model, session: 'idle', dir });
      for (const phase of ['testing', 'deployment'] as const) {
        const blocked = await maestro.until(
          'idle',
          `blocked at ${phase}`,
          (view) => view.status === 'blocked' && view.phase === phase,
          300_000,
        );
        expect(blocked.block?.kind).toBe('not_converging');
        const digest = blocked.awaiting?.digest ?? '';
        await maestro.client.approve('idle', { digest, by: 'a reviewer' });
      }
      const result = await maestro.client.result('idle');
      expect(result.phases.filter(({ acceptedBy }) => acceptedBy === 'a reviewer')).toHaveLength(2);
      expect((await maestro.client.runs('idle')).map(({ runId }) => runId)).toEqual([
        'backend_developer.implementation.1',
      ]);
    },
    MINUTES_30,
  );

  test('says what is wrong with a folder that it can not take in whole, and starts nothing', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'many-'));
    for (let at = 0; at < 100_000; at += 1) writeFileSync(path.join(dir, String(at)), '');
    const request = { ...model, requirement, session: 'many', dir };
    await expect(maestro.client.remediate(request)).rejects.toThrow(
      /can't be taken in whole: more than 20,000 files or 256 MB; name a part of it/,
    );
    rmSync(dir, { recursive: true });
    await expect(maestro.client.remediate(request)).rejects.toThrow(/There is no folder/);
    await expect(maestro.client.status('many')).rejects.toThrow('no execution "many"');
  }, 120_000);

  test(
    'goes on after its worker was killed, with nothing asked twice',
    async () => {
      const { dir } = made(libraryProject({ broken: true }));
      await play(maestro, { files: RIGHT, delayMs: 1_500 });
      const request = { ...model, session: 'killed', dir };
      await maestro.client.remediate(request);
      await maestro.until('killed', 'judged as it is', ({ journal }) => journal.length > 0);
      await maestro.startWorker();
      await maestro.until('killed', 'a persona', ({ running }) => running.length > 0, 300_000);
      await maestro.startWorker();
      expect(await maestro.client.remediate(request)).toMatchObject({ attached: true });
      const result = await maestro.client.result('killed');
      expect(result.tree).toBe((await maestro.client.result('broken')).tree);
      expect((await maestro.client.runs('killed')).map(({ runId }) => runId)).toEqual([
        'backend_developer.implementation.1',
      ]);
      const lost = await maestro.database.db
        .selectFrom('ledger')
        .where('execution_id', '=', result.executionId)
        .where('outcome', '=', 'lost')
        .select('run_id')
        .execute();
      const again = Object.values(await maestro.model.counts()).reduce(
        (sum, { answered }) => sum + Math.max(0, answered - 1),
        0,
      );
      expect(again).toBeLessThanOrEqual(lost.length);
      // Another requirement, or the project in another state, is not what was started.
      await expect(
        maestro.client.remediate({ ...request, requirement: 'Another thing altogether.' }),
      ).rejects.toThrow('another requirement');
      write(dir, RIGHT);
      await expect(maestro.client.remediate(request)).rejects.toThrow('with this project as it is');
    },
    MINUTES_30,
  );
});
