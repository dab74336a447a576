import { describe, expect, test } from '@jest/globals';
import { frame } from '../../../src/cli/display/frame.ts';

import { reportCsv } from '../../../src/report/to-csv.ts';
import { reportHtml } from '../../../src/report/to-html.ts';
import { NOTES } from '../../support/maestro.ts';
import { useMaestro } from '../../support/use-maestro.ts';

const FAILING = /^SC-\d/;

describe('tests over iterations', () => {
  const maestro = useMaestro({ env: { MAESTRO_GATES_MUTATION_SECONDS: '0' } });

  test('are new failures in status while they fail, and fixed after the rework', async () => {
    await maestro.play({ bug: 'always' });
    await maestro.client.start({ ...NOTES, session: 'tests', maxPhaseIterations: 1 });
    const failing = await maestro.untilStatus('tests', 'blocked', 400_000);
    expect(failing.phases[3]?.tests).toMatchObject({ broken: [expect.stringMatching(FAILING)] });
    expect(
      frame(failing, { now: 0 })
        .map((parts) => parts.map(({ text }) => text).join(''))
        .join('\n'),
    ).toMatch(/tests +\d+ passed, \d+ failing; new: SC-\d/);
    await maestro.play();
    await maestro.client.resume('tests', { iterations: 2 });
    await maestro.client.result('tests');
    const { phases } = await maestro.client.status('tests');
    expect(phases[3]?.tests).toMatchObject({
      failing: 0,
      broken: [],
      fixed: [expect.stringMatching(FAILING)],
    });
    // The next gate runs them again, and nothing is new.
    expect(phases[4]?.tests).toMatchObject({ failing: 0, broken: [], fixed: [], flaky: [] });
  }, 400_000);

  test('stand in the report in each of its forms', async () => {
    const report = await maestro.client.report('tests');
    expect(report.tests.map(({ phase, iteration }) => `${phase} ${String(iteration)}`)).toEqual([
      'testing 1',
      'testing 2',
      'deployment 1',
    ]);
    expect(reportCsv(report)).toMatch(/^test,testing,2,,SC-\d.*,fixed/m);
    expect(reportHtml(report)).toContain('Tests by iteration');
  });

  test('are known without a worker, from the records', async () => {
    await maestro.worker().kill();
    const view = await maestro.client.status('tests');
    expect(view.source).toBe('records');
    expect(view.phases[3]?.tests?.fixed).toEqual([expect.stringMatching(FAILING)]);
  }, 60_000);
});
