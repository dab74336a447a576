import { describe, expect, test } from '@jest/globals';
import { besideLines } from '../../src/cli/display/beside-lines.ts';
import { besideOf, sayFigure } from '../../src/domain/beside.ts';
import { nanoUsd } from '../../src/domain/money.ts';
import type { QualityReport, ReportGate } from '../../src/domain/quality-report.ts';
import { digest, personaId } from './arbitraries.ts';

const gate = (phase: ReportGate['phase'], given: Partial<ReportGate>): ReportGate => ({
  ...{ phase, judgement: 1, iteration: 1, verdict: 'passed', errors: 0, warnings: 0 },
  ...{ recommendations: [], evidence: [] },
  ...given,
});

const report = (name: string, gates: readonly ReportGate[], more: object = {}): QualityReport => ({
  ...{ kind: 'execution', name, status: 'completed', facts: [], gates, tests: [] },
  personas: [
    { persona: personaId('ada'), runs: 2, calls: 3, costNanoUsd: nanoUsd(5), ms: 10 },
    { persona: personaId('bob'), runs: 1, calls: 1, costNanoUsd: nanoUsd(5), ms: 10 },
  ],
  execution: {
    ...{ requirement: digest('a'), model: 'openai:a', costNanoUsd: nanoUsd(2_000_000_000) },
    ...{ calls: 4, elapsedMs: 61_500 },
    ...more,
  },
});

describe('two executions side by side', () => {
  const team = report('team', [
    gate('requirements', { score: 1 }),
    gate('testing', { score: 0.5, verdict: 'rework', errors: 2 }),
    gate('testing', { score: 0.9, iteration: 2 }),
  ]);
  const alone = report('alone', [gate('requirements', { score: 0.7, warnings: 3 })], {
    team: 'single',
  });
  const beside = besideOf(team, alone);
  const values = (name: string) => beside.rows.find((row) => row.name === name)?.values;

  test('show the last score of each phase, and what was not judged as unknown', () => {
    expect(values('requirements')).toEqual([1, 0.7]);
    expect(values('testing')).toEqual([0.9, undefined]);
    expect(sayFigure('score', undefined)).toBe('unknown');
  });

  test('show what each took, and what is left', () => {
    expect(values('judgements')).toEqual([3, 1]);
    expect(values('phases passed')).toEqual([2, 1]);
    expect(values('errors left')).toEqual([0, 0]);
    expect(values('warnings left')).toEqual([0, 3]);
    expect(values('persona runs')).toEqual([3, 3]);
    expect(beside.teams).toEqual(['personas', 'single']);
    const shown = besideLines(beside).map((line) => line.map(({ text }) => text).join(''));
    expect(shown.find((line) => line.includes('cost'))).toMatch(/\$2\.00 +\$2\.00/);
    expect(shown.find((line) => line.includes('elapsed'))).toMatch(/61\.5 s +61\.5 s/);
  });

  test('count no run of a judge as one of a persona', () => {
    const asked = {
      persona: personaId('judge'),
      runs: 4,
      calls: 4,
      costNanoUsd: nanoUsd(1),
      ms: 1,
    };
    const judged = besideOf({ ...team, personas: [...team.personas, asked] }, alone);
    expect(judged.rows.find(({ name }) => name === 'persona runs')?.values).toEqual([3, 3]);
  });

  test('are not comparable with different requirements, which is said', () => {
    expect(beside.sameRequirement).toBe(true);
    const other = besideOf(team, report('other', [], { requirement: digest('b') }));
    expect(other.sameRequirement).toBe(false);
    expect(JSON.stringify(besideLines(other))).toContain('not comparable');
    expect(JSON.stringify(besideLines(beside))).not.toContain('not comparable');
  });
});
