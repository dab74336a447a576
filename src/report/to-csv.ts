import { DIMENSIONS } from '../domain/dimensions.ts';
import type { QualityReport, ReportGate } from '../domain/quality-report.ts';
import { worstFirst } from '../domain/worst-first.ts';

/** One table for all: each row says in `record` what it is; fields that it does not have are empty. */
const COLUMNS = [
  ...['record', 'phase', 'iteration', 'judgement', 'name', 'verdict', 'score', 'threshold'],
  ...['errors', 'warnings', 'held', 'checked', 'command', 'exit_code', 'seconds', 'cost_usd'],
  ...['calls', 'severity', 'path', 'owner', 'text'],
] as const;

type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string | number | undefined>>>;

/** What a spreadsheet would take for a formula is marked as text. */
const FORMULA = /^[=+\-@\t\r]/;

const cell = (value: string | number | undefined): string => {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const dimensionRows = (gate: ReportGate): readonly Row[] => {
  const { phase, iteration, judgement, dimensions } = gate;
  if (dimensions === undefined) return [];
  return DIMENSIONS.map((name) => {
    const score = dimensions[name];
    const known = score.kind === 'measured';
    return {
      record: 'dimension',
      phase,
      iteration,
      judgement,
      name,
      ...(known ? { score: score.score, errors: score.errors } : { text: 'unknown' }),
    };
  });
};

const testRows = ({ tests }: QualityReport): readonly Row[] =>
  tests.flatMap(({ phase, iteration, passed, failing, ...names }) => {
    const at = { phase, iteration };
    const all = { record: 'tests', ...at, held: passed, checked: passed + failing };
    const changed = (['broken', 'fixed', 'flaky'] as const).flatMap((verdict) =>
      names[verdict].map((name): Row => ({ record: 'test', ...at, verdict, name })),
    );
    return [all, ...changed];
  });

const gateRows = (gate: ReportGate): readonly Row[] => {
  const { phase, iteration, judgement, evidence } = gate;
  const at = { phase, iteration, judgement };
  const { verdict, score, threshold, errors, warnings } = gate;
  return [
    { record: 'gate', ...at, verdict, score, threshold, errors, warnings, text: gate.problem },
    ...dimensionRows(gate),
    ...evidence.map((item): Row => ({
      record: 'evidence',
      ...at,
      name: item.sensor,
      verdict: item.outcome,
      held: item.held,
      checked: item.checked,
      command: item.command,
      exit_code: item.exitCode,
      seconds: item.ms / 1_000,
      text: item.note,
    })),
    ...worstFirst(evidence.flatMap((item) => item.findings)).map((finding): Row => ({
      record: 'finding',
      ...at,
      name: finding.rule,
      severity: finding.severity,
      path: finding.path,
      owner: finding.owner,
      text: finding.message,
    })),
  ];
};

/** A report as comma-separated values (RFC 4180). */
export const reportCsv = (report: QualityReport): string => {
  const rows: readonly Row[] = [
    ...report.gates.flatMap(gateRows),
    ...testRows(report),
    ...report.personas.map(({ persona, calls, costNanoUsd, ms }): Row => ({
      record: 'persona',
      name: persona,
      calls,
      cost_usd: costNanoUsd / 1e9,
      seconds: ms / 1_000,
    })),
    ...(report.removed ?? []).map(({ path, removedBy }): Row => ({
      record: 'removed',
      path,
      name: removedBy,
    })),
  ];
  const lines = rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
};
