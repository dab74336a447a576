import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { PHASES } from '../../src/domain/phases.ts';
import { askedBy, NOTES } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';

const maestro = useMaestro();

/** Calls that were answered whole, by digest of the request. */
const answeredTwice = async (): Promise<readonly string[]> =>
  Object.entries(await maestro.model.counts())
    .filter(([, { answered }]) => answered > 1)
    .map(([digest]) => digest);

/** What came of each try of a run's first step. */
const outcomes = async (executionId: string, runId: string): Promise<readonly string[]> => {
  const sql = new pg.Client({ connectionString: maestro.database.url });
  await sql.connect();
  try {
    const { rows } = await sql.query<{ readonly outcome: string }>(
      'select outcome from ledger where execution_id = $1 and run_id = $2 and step = 1 order by attempt',
      [executionId, runId],
    );
    return rows.map(({ outcome }) => outcome);
  } finally {
    await sql.end();
  }
};

const processesNamed = (needle: string): readonly string[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(needle) && !line.includes('ps -eo'));

test('a worker that is killed in every phase only delays: same tree, no call paid twice', async () => {
  await maestro.client.start({ ...NOTES, session: 'reference' });
  const reference = await maestro.client.result('reference');
  await maestro.play({ delayMs: 150 });
  await maestro.client.start({ ...NOTES, session: 'killed' });
  for (const phase of PHASES) {
    await maestro.until('killed', phase, (view) => view.phase === phase && view.running.length > 0);
    await maestro.startWorker();
  }
  const result = await maestro.client.result('killed');
  expect(result.tree).toBe(reference.tree);
  expect(result.phases.map(({ verdict }) => verdict)).toEqual(
    reference.phases.map(({ verdict }) => verdict),
  );
  expect(await answeredTwice()).toEqual([]);
}, 300_000);

test('a call that was in flight is charged as possibly billed, and made once more', async () => {
  await maestro.play({ delayMs: 3_000 });
  await maestro.client.start({ ...NOTES, session: 'in-call' });
  await maestro.untilRunning('in-call');
  await delay(1_000);
  await maestro.worker().kill();
  await maestro.play();
  await maestro.startWorker();
  await maestro.untilPhase('in-call', 'design');
  const [row] = await maestro.client.list({ limit: 1 });
  const rows = await outcomes(row?.executionId ?? '', 'requirement_analyst.requirements.1');
  expect(rows).toEqual(['lost', 'complete']);
  await maestro.client.cancel('in-call');
}, 120_000);

test('a command that a persona runs dies with the worker, and the run goes on', async () => {
  const command = 'sleep 6.25';
  await maestro.play({ firstCommand: command });
  await maestro.client.start({ ...NOTES, session: 'in-tool' });
  for (let tries = 0; processesNamed(command).length === 0 && tries < 100; tries += 1)
    await delay(100);
  expect(processesNamed(command)).not.toEqual([]);
  await maestro.worker().kill();
  await delay(1_000);
  expect(processesNamed(command)).toEqual([]);
  await maestro.play({ firstCommand: 'true' });
  await maestro.startWorker();
  await maestro.untilPhase('in-tool', 'design');
  const asked = (await maestro.model.log()).filter(
    (entry) => askedBy(entry) === 'requirement_analyst',
  );
  // The first answer is in the ledger: after the kill nobody asked for it again.
  expect(asked.every(({ body }) => body.messages.some(({ role }) => role === 'assistant'))).toBe(
    true,
  );
  await maestro.client.cancel('in-tool');
}, 180_000);
