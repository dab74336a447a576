import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { PHASES } from '../../../src/domain/phases.ts';
import { askedBy, NOTES } from '../../support/maestro.ts';
import { useMaestro } from '../../support/use-maestro.ts';

const maestro = useMaestro();

/** The first run of every execution. */
const RUN = 'requirement_analyst.requirements.1';

/** How often a request was answered whole that had been answered whole before. */
const answeredAgain = async (): Promise<number> =>
  Object.values(await maestro.model.counts()).reduce(
    (sum, { answered }) => sum + Math.max(0, answered - 1),
    0,
  );

/** What came of each try of a call, in the order of the tries. */
const triesOf = async (session: string) => {
  const { executionId } = await maestro.client.status(session);
  if (executionId === undefined) throw new Error(`${session} is not admitted`);
  return maestro.database.db
    .selectFrom('ledger')
    .where('execution_id', '=', executionId)
    .select(['run_id', 'step', 'outcome'])
    .orderBy('attempt')
    .execute();
};

const processesNamed = (needle: string): readonly string[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(needle) && !line.includes('ps -eo'));

/** Whether something comes to hold within so many ms. */
const within = async (ms: number, holds: () => boolean): Promise<boolean> => {
  const until = Date.now() + ms;
  while (!holds() && Date.now() < until) await delay(100);
  return holds();
};

test('a worker that is killed in every phase only delays: same tree, no completed call made again', async () => {
  await maestro.client.start({ ...NOTES, session: 'reference' });
  const reference = await maestro.client.result('reference');
  await maestro.play({ delayMs: 150 });
  await maestro.client.start({ ...NOTES, session: 'killed' });
  for (const phase of PHASES) {
    // The gate before it may take long where other suites run beside this one.
    await maestro.until(
      'killed',
      phase,
      (view) => view.phase === phase && view.running.length > 0,
      180_000,
    );
    await maestro.startWorker();
  }
  const result = await maestro.client.result('killed');
  expect(result.tree).toBe(reference.tree);
  expect(result.phases.map(({ verdict }) => verdict)).toEqual(
    reference.phases.map(({ verdict }) => verdict),
  );
  // An answer that was on its way when the worker died is asked for again: its call counts as lost.
  const lost = (await triesOf('killed')).filter(({ outcome }) => outcome === 'lost');
  expect(await answeredAgain()).toBeLessThanOrEqual(lost.length);
}, 600_000);

test('a call that was in flight is charged as possibly billed, and made once more', async () => {
  await maestro.play({ delayMs: 3_000 });
  await maestro.client.start({ ...NOTES, session: 'in-call' });
  await maestro.untilRunning('in-call');
  await delay(1_000);
  await maestro.worker().kill();
  await maestro.play();
  await maestro.startWorker();
  await maestro.untilPhase('in-call', 'design');
  const tries = await triesOf('in-call');
  const first = tries.filter(({ run_id: runId, step }) => runId === RUN && step === 1);
  expect(first.map(({ outcome }) => outcome)).toEqual(['lost', 'complete']);
  // Its team would be given the next test's command as well.
  await maestro.client.cancel('in-call');
  await maestro.untilStatus('in-call', 'cancelled');
}, 120_000);

test('a command that a persona runs dies with the worker, and the run goes on', async () => {
  const command = 'sleep 6.25';
  await maestro.play({ firstCommand: command });
  await maestro.client.start({ ...NOTES, session: 'in-tool' });
  expect(await within(30_000, () => processesNamed(command).length > 0)).toBe(true);
  await maestro.worker().kill();
  // Well before the command would have ended by itself.
  expect(await within(4_000, () => processesNamed(command).length === 0)).toBe(true);
  await maestro.play({ firstCommand: 'true' });
  await maestro.startWorker();
  await maestro.untilPhase('in-tool', 'design');
  const asked = (await maestro.model.log()).filter(
    (entry) => askedBy(entry) === 'requirement_analyst',
  );
  // The first answer is in the ledger: after the kill nobody asked for it again.
  expect(
    asked.filter(({ messages }) => messages.every(({ role }) => role !== 'assistant')),
  ).toEqual([]);
  await maestro.client.cancel('in-tool');
}, 180_000);
