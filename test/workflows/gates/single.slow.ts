import { describe, expect, test } from '@jest/globals';
import { besideOf } from '../../../src/domain/beside.ts';
import { askedBy, NOTES } from '../../support/maestro.ts';
import { useMaestro } from '../../support/use-maestro.ts';

const ALONE = { ...NOTES, team: 'single' as const };

describe('one persona alone', () => {
  const maestro = useMaestro({ env: { MAESTRO_GATES_MUTATION_SECONDS: '0' } });

  test('delivers all phases in one run, and every gate judges it', async () => {
    await maestro.play();
    await maestro.client.start({ ...ALONE, session: 'alone' });
    const result = await maestro.client.result('alone');
    expect(result.phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
    const runs = (await maestro.client.runs('alone')).map(({ runId }) => runId);
    expect(runs).toEqual(['single_developer.requirements.1']);
    const exits = (await maestro.client.gates('alone')).filter(({ kind }) => kind === 'exit');
    expect(exits.map(({ phase }) => phase)).toEqual([
      'requirements',
      'design',
      'implementation',
      'testing',
      'deployment',
    ]);
  }, 400_000);

  test('is told the whole requirement, and every contract of the team', async () => {
    const [first] = await maestro.model.log();
    const brief = first?.messages[1]?.content ?? '';
    expect(first && askedBy(first)).toBe('single_developer');
    expect(brief).toContain(NOTES.requirement);
    for (const promise of ['requirements/scenarios.feature', 'design/openapi.json', 'Dockerfile']) {
      expect(brief).toContain(`A file that matches "${promise}"`);
    }
  });

  test('is recorded as such in status, list, report and records', async () => {
    expect((await maestro.client.status('alone')).team).toBe('single');
    expect((await maestro.client.list({ limit: 1 }))[0]?.team).toBe('single');
    expect((await maestro.client.report('alone')).facts).toContainEqual([
      'team',
      'one persona alone',
    ]);
  });

  test('mends what a gate of a later phase found, and all gates judge it again', async () => {
    await maestro.play({ bug: 'first', omit: { 'docs/runbook.md': 'first' } });
    await maestro.client.start({ ...ALONE, session: 'alone-rework' });
    const result = await maestro.client.result('alone-rework');
    expect(result.phases.map(({ state }) => state)).toEqual(Array(5).fill('passed'));
    const runs = (await maestro.client.runs('alone-rework')).map(({ runId }) => runId);
    expect(runs).toEqual(['single_developer.requirements.1', 'single_developer.requirements.2']);
    const exits = (await maestro.client.gates('alone-rework')).filter(
      ({ kind }) => kind === 'exit',
    );
    expect(exits.map(({ phase, verdict }) => `${phase} ${verdict}`)).toEqual([
      'requirements passed',
      'design passed',
      'implementation passed',
      'testing rework',
      'requirements passed',
      'design passed',
      'implementation passed',
      'testing passed',
      'deployment passed',
    ]);
  }, 400_000);

  test('is who a person means that asks for rework and names nobody', async () => {
    await maestro.play();
    await maestro.client.start({ ...ALONE, session: 'alone-asked', approvals: ['testing'] });
    const { awaiting } = await maestro.untilStatus('alone-asked', 'awaiting_approval', 300_000);
    await maestro.client.reject('alone-asked', {
      digest: awaiting?.digest ?? '',
      by: 'a reviewer',
      reason: 'say more in the README',
    });
    await maestro.until('alone-asked', 'rework', ({ phase }) => phase === 'requirements');
    await maestro.untilStatus('alone-asked', 'awaiting_approval', 300_000);
    const runs = (await maestro.client.runs('alone-asked')).map(({ runId }) => runId);
    expect(runs).toEqual(['single_developer.requirements.1', 'single_developer.requirements.2']);
    await maestro.client.cancel('alone-asked');
  }, 400_000);

  test('stands beside the team that had the same requirement', async () => {
    await maestro.play();
    await maestro.client.start({ ...NOTES, session: 'team' });
    await maestro.client.result('team');
    const beside = besideOf(
      await maestro.client.report('team'),
      await maestro.client.report('alone'),
    );
    expect(beside).toMatchObject({ teams: ['personas', 'single'], sameRequirement: true });
    const of = (name: string) => beside.rows.find((row) => row.name === name)?.values;
    expect(of('phases passed')).toEqual([5, 5]);
    expect(of('persona runs')).toEqual([9, 1]);
    // The same product, held to the same contracts: the same figures.
    for (const phase of ['requirements', 'implementation', 'deployment', 'correctness']) {
      expect(of(phase)?.[0]).toBe(of(phase)?.[1]);
    }
  }, 400_000);

  test('is refused where the team is of no known kind', async () => {
    const request = { ...NOTES, session: 'duo', team: 'duo' as 'single' };
    await expect(maestro.client.start(request)).rejects.toThrow(/team must be "single"/);
  });
});
