import { expect, test } from '@jest/globals';
import type { Evidence } from '../../src/domain/evidence.ts';
import { testHistory } from '../../src/domain/test-history.ts';
import { reportHtml } from '../../src/report/to-html.ts';
import { reportWith } from '../report/example.ts';
import { digest } from './arbitraries.ts';

const gate = (iteration: number, tree: string, failing?: readonly string[]) => {
  const shared = { sensor: 'test', outcome: 'measured', note: '', ms: 0, findings: [] } as const;
  const evidence: Evidence = {
    ...shared,
    checked: 5,
    held: 5 - (failing?.length ?? 0),
    tree: digest(tree),
    ...(failing === undefined ? {} : { failing }),
  };
  return { phase: 'testing', iteration, evidence: [evidence] } as const;
};

test('tests are new among the failing, fixed, or flaky from judgement to judgement', () => {
  const rounds = testHistory([
    gate(1, 'a', ['adds', 'saves']),
    gate(2, 'b', ['saves', 'loads']),
    gate(3, 'c'),
    gate(4, 'b', ['loads', 'sorts']),
  ]);
  expect(
    rounds.map(({ iteration, broken, fixed, flaky }) => ({ iteration, broken, fixed, flaky })),
  ).toEqual([
    { iteration: 1, broken: ['adds', 'saves'], fixed: [], flaky: [] },
    { iteration: 2, broken: ['loads'], fixed: ['adds'], flaky: [] },
    { iteration: 4, broken: [], fixed: [], flaky: ['saves', 'sorts'] },
  ]);
  expect(rounds.map(({ passed, failing }) => [passed, failing])).toEqual([
    [3, 2],
    [3, 2],
    [3, 2],
  ]);
});

test('the report shows them, and is silent where no test was counted', () => {
  const report = reportWith('x');
  expect(reportHtml(report)).not.toContain('Tests by iteration');
  const gates = report.gates.map((item) => ({
    ...item,
    evidence: item.evidence.map((one) => ({ ...one, failing: ['adds <two> numbers'] })),
  }));
  const shown = reportHtml({ ...report, gates, tests: testHistory(gates) });
  expect(shown).toContain('Tests by iteration');
  expect(shown).toContain('adds &lt;two&gt; numbers');
});
