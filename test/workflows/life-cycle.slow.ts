import { describe, expect, test } from '@jest/globals';
import { askedBy, FIRST_PASS, NOTES, SCRIPTED } from '../support/maestro.ts';
import { useMaestro } from '../support/use-maestro.ts';

describe('an execution over the wire', () => {
  const maestro = useMaestro();

  test('goes through all gates with the nine required personas, in a small history', async () => {
    await maestro.play();
    await maestro.client.start({ ...NOTES, session: 'first-pass' });
    const result = await maestro.client.result('first-pass');
    expect(result.phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
    const asked = new Set((await maestro.model.log()).map(askedBy));
    expect(asked.size).toBe(9);
    const { historyLength, historySize } = await maestro.temporal.workflow
      .getHandle('first-pass')
      .describe();
    expect(historyLength).toBeLessThan(300);
    expect(historySize).toBeLessThan(150_000);
  }, 120_000);

  test('costs what the ledger says, and shows it', async () => {
    const [row] = await maestro.client.list({ limit: 1 });
    const { costNanoUsd } = await maestro.client.status('first-pass');
    expect(row?.status).toBe('completed');
    expect(row?.cost).toBe(costNanoUsd);
    expect(costNanoUsd).toBeGreaterThan(0);
  });

  test('reworks the owner of a failing test and whoever read what changed, nobody else', async () => {
    await maestro.play({ bug: 'first' });
    await maestro.client.start({ ...NOTES, session: 'rework' });
    await maestro.client.result('rework');
    const runs = await maestro.client.runs('rework');
    const twice = runs.filter(({ runId }) => runId.endsWith('.2')).map(({ persona }) => persona);
    // The unit tester reads src/**, which the backend developer changed.
    expect([...twice].sort()).toEqual(['backend_developer', 'unit_tester']);
    const testing = (await maestro.client.status('rework')).phases[3];
    expect(testing).toMatchObject({ state: 'passed', iteration: 2 });
  }, 180_000);

  test('stops when rework brings nothing, and a person may accept the best tree', async () => {
    await maestro.play({ omit: { 'requirements/scenarios.feature': 'always' } });
    await maestro.client.start({ ...NOTES, session: 'stall' });
    const view = await maestro.untilStatus('stall', 'blocked');
    expect(view.block).toMatchObject({ kind: 'not_converging' });
    expect(view.phases[0]).toMatchObject({ state: 'failing', verdict: 'stalled', iteration: 2 });
    const digest = view.awaiting?.digest ?? '';
    const stranger = digest.replace(/^./, (digit) => (digit === 'f' ? 'e' : 'f'));
    await expect(
      maestro.client.approve('stall', { digest: stranger, by: 'a reviewer' }),
    ).rejects.toThrow(/digest/);
    await expect(maestro.client.resume('stall')).rejects.toThrow(/iterations/);
    await maestro.client.approve('stall', { digest, by: 'a reviewer', reason: 'good enough' });
    const next = await maestro.untilPhase('stall', 'design');
    expect(next.phases[0]).toMatchObject({ state: 'accepted', acceptedBy: 'a reviewer' });
    await maestro.client.cancel('stall');
  }, 180_000);

  test('uses the iterations that a person grants, then waits again', async () => {
    await maestro.play({ omit: { 'requirements/scenarios.feature': 'always' } });
    await maestro.client.start({ ...NOTES, session: 'granted', maxPhaseIterations: 1 });
    const exhausted = await maestro.untilStatus('granted', 'blocked');
    expect(exhausted.phases[0]?.iteration).toBe(1);
    await maestro.play();
    await maestro.client.resume('granted', { iterations: 1 });
    const view = await maestro.untilPhase('granted', 'design');
    expect(view.phases[0]).toMatchObject({ state: 'passed', iteration: 2, limit: 2 });
    await maestro.client.cancel('granted');
  }, 120_000);

  test('takes findings for a missing document to the persona that the contract names', async () => {
    await maestro.play({ omit: { 'docs/runbook.md': 'first' } });
    await maestro.client.start({ ...NOTES, session: 'missing' });
    await maestro.client.result('missing');
    const runs = await maestro.client.runs('missing');
    const twice = runs.filter(({ runId }) => runId.endsWith('.2')).map(({ persona }) => persona);
    expect(twice).toContain('devops_engineer');
    expect(twice).not.toContain('backend_developer');
    const gates = await maestro.client.gates('missing');
    const failed = gates.find(({ verdict }) => verdict === 'rework');
    expect(failed).toMatchObject({ phase: 'deployment' });
    expect(failed?.score).toBeCloseTo((failed?.raw ?? 0) * 0.8, 5);
  }, 180_000);

  test('refuses hostile tool calls and goes on', async () => {
    await maestro.play({ hostile: true });
    await maestro.client.start({ ...NOTES, session: 'hostile' });
    await maestro.client.result('hostile');
    const files = await maestro.client.artifacts('hostile');
    expect(files.filter(({ path }) => path.includes('escaped') || path.includes('huge'))).toEqual(
      [],
    );
  }, 180_000);

  test('is blocked when the key is refused, and goes on once it is mended', async () => {
    await maestro.model.play({ module: FIRST_PASS, apiKey: 'sk-another' });
    await maestro.client.start({ ...NOTES, session: 'credentials' });
    const view = await maestro.untilStatus('credentials', 'blocked');
    expect(view.block?.kind).toBe('credentials');
    expect(JSON.stringify(view)).not.toContain('sk-test');
    await maestro.play();
    await maestro.client.resume('credentials');
    const result = await maestro.client.result('credentials');
    expect(result.status).toBe('completed');
  }, 180_000);

  test('is blocked without a sandbox before anything is paid for', async () => {
    await maestro.play();
    await maestro.startWorker({ MAESTRO_SANDBOX: 'none' });
    await maestro.client.start({ ...NOTES, session: 'unsafe' });
    const view = await maestro.untilStatus('unsafe', 'blocked');
    expect(view.block).toMatchObject({ kind: 'unsafe_to_run' });
    expect(view.block?.message).toContain('apt-get install bubblewrap');
    expect(await maestro.model.log()).toEqual([]);
    await maestro.startWorker();
    await maestro.client.resume('unsafe');
    await maestro.untilPhase('unsafe', 'design');
    await maestro.client.cancel('unsafe');
  }, 180_000);

  test('lets optional personas join when the requirement asks for them', async () => {
    await maestro.play();
    await maestro.client.start({
      session: 'optional',
      model: SCRIPTED,
      requirement:
        'A service that keeps notes behind authentication: passwords are hashed, users have roles and permissions, and privacy follows GDPR.',
    });
    await maestro.untilPhase('optional', 'implementation');
    const asked = (await maestro.model.log()).map(askedBy);
    expect(asked).toContain('security_specialist');
    await maestro.client.cancel('optional');
  }, 120_000);
});
