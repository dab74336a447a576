import { dimensionsOf } from '../../src/domain/dimensions.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import type { PersonaId } from '../../src/domain/persona.ts';
import { testHistory } from '../../src/domain/test-history.ts';
import type { QualityReport, ReportGate } from '../../src/domain/quality-report.ts';
import { recommendationsOf } from '../../src/domain/recommendations.ts';
import type { TreePath } from '../../src/domain/tree.ts';
import { digest } from '../domain/arbitraries.ts';

/** A report in which every text that somebody else may have written is this one. */
export const reportWith = (text: string): QualityReport => {
  const owner = text as PersonaId;
  const evidence: readonly Evidence[] = [
    {
      sensor: 'test',
      outcome: 'measured',
      note: text,
      command: text,
      exitCode: 1,
      checked: 10,
      held: 7,
      log: digest('b'),
      tree: digest('a'),
      ms: 1_234,
      findings: [
        {
          severity: 'error',
          rule: text,
          path: text as TreePath,
          expected: text,
          actual: text,
          message: text,
          owner,
        },
        { severity: 'warning', rule: 'contract.x', message: 'Say more.', owner },
      ],
    },
    {
      sensor: 'smoke',
      outcome: 'skipped',
      note: text,
      checked: 0,
      held: 0,
      tree: digest('a'),
      ms: 0,
      findings: [],
    },
  ];
  const opinion = { method: 'rule-based', score: 0.75, confidence: 0.8, note: text } as const;
  const gate: ReportGate = {
    phase: 'testing',
    judgement: 1,
    iteration: 1,
    verdict: 'rework',
    score: 0.69,
    raw: 0.69,
    threshold: 0.6,
    errors: 1,
    warnings: 1,
    at: Date.UTC(2026, 0, 2),
    dimensions: dimensionsOf(evidence),
    recommendations: recommendationsOf(evidence.flatMap(({ findings }) => findings)),
    evidence,
    prediction: { ...opinion, phase: 'testing', complexity: 0.1, optimal: [owner], missing: [] },
    assessment: { ...opinion, dimensions: {}, issues: [text], recommendations: [text] },
  };
  const lost = { evidence: [], recommendations: [], problem: text };
  const second = { iteration: 2, judgement: 2, threshold: 0.75 };
  const gates: readonly ReportGate[] = [
    { ...gate, phase: 'requirements', verdict: 'passed', score: 1, ...lost },
    gate,
    { ...gate, ...second, verdict: 'passed', score: 0.97 },
  ];
  return {
    kind: 'execution',
    name: text,
    status: 'completed',
    facts: [['requirement', text]],
    gates,
    tests: testHistory(gates),
    removed: [{ path: text as TreePath, removedBy: text }],
    personas: [
      { persona: owner, runs: 2, calls: 12, costNanoUsd: nanoUsd(1_500_000), ms: 65_000 },
      { persona: 'ada' as PersonaId, runs: 1, calls: 3, costNanoUsd: nanoUsd(0), ms: 5_000 },
    ],
  };
};
