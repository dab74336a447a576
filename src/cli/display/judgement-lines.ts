import { figuresOf } from '../../domain/dimensions.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import type { PhaseJudgement, ProjectJudgement } from '../../domain/project-judgement.ts';
import { dimensionText } from './dimension-text.ts';
import { formatDuration } from './duration.ts';
import { line, span } from './line.ts';
import type { Line, Look } from './line.ts';
import { table } from './table.ts';

/** Findings that are shown; `--json` has all of them. */
const FINDINGS_SHOWN = 30;

const MARKS: Readonly<Record<PhaseJudgement['verdict'], readonly [string, Look]>> = {
  passed: ['✓', 'green'],
  failed: ['✗', 'red'],
  unknown: ['·', 'dim'],
};

const counted = (count: number, what: string): string =>
  `${String(count)} ${what}${count === 1 ? '' : 's'}`;

const phaseLine = ({
  phase,
  verdict,
  score,
  threshold,
  errors,
  warnings,
}: PhaseJudgement): Line => {
  const [mark, look] = MARKS[verdict];
  if (verdict === 'unknown') {
    return line(span(mark, look), ` ${phase.padEnd(16)}`, span('unknown: not measured', 'dim'));
  }
  const found = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  return line(
    span(mark, look),
    ` ${phase.padEnd(16)}${score.toFixed(2)} of ${threshold.toFixed(2)}  ${found}`,
  );
};

/** Characters of a command in the table; `--json` and the report have it whole. */
const COMMAND_SHOWN = 60;

const ended = ({ command, exitCode }: Evidence): string => {
  if (command === undefined) return '';
  const shown =
    command.length <= COMMAND_SHOWN ? command : `${command.slice(0, COMMAND_SHOWN - 2)} …`;
  return exitCode === undefined ? shown : `${shown} → ${String(exitCode)}`;
};

const evidenceRow = (item: Evidence): readonly string[] => [
  `  ${item.sensor}`,
  item.outcome === 'skipped' ? 'unknown' : `${String(item.held)} of ${String(item.checked)}`,
  ended(item),
  item.note,
];

const LOOKS: Readonly<Record<Finding['severity'], Look>> = {
  error: 'red',
  warning: 'yellow',
  info: 'dim',
};

const findingLine = ({ severity, rule, path, message }: Finding): Line =>
  line(
    '  ',
    span(severity, LOOKS[severity]),
    ` ${rule}`,
    path === undefined ? '' : ` ${path}`,
    `: ${message}`,
  );

const findingLines = (findings: readonly Finding[]): readonly Line[] => {
  if (findings.length === 0) return [line('No finding.')];
  const rest = findings.length - FINDINGS_SHOWN;
  return [
    line(`${counted(findings.length, 'finding')}, worst first:`),
    ...findings.slice(0, FINDINGS_SHOWN).map(findingLine),
    ...(rest > 0 ? [line(span(`  and ${String(rest)} more; --json has them`, 'dim'))] : []),
  ];
};

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const headLines = (judgement: ProjectJudgement): readonly Line[] => {
  const { project, passed, files, bytes, ms, against, contracts } = judgement;
  const verdict = passed ? span('passed', 'green') : span('did not pass', 'red');
  const held =
    contracts.length === 0
      ? 'no contracts: it is no product of personas'
      : `contracts of ${contracts.join(', ')}`;
  return [
    line(
      span(project, 'bold'),
      ' ',
      verdict,
      ` · score ${judgement.score.toFixed(2)} · ${counted(files, 'file')}, ${size(bytes)} · ${formatDuration(ms)}`,
    ),
    line(
      span('held to     ', 'dim'),
      held,
      against === undefined ? '' : `; against the ${against.kind} ${against.name}`,
    ),
  ];
};

/** A judged project for people, top to bottom. */
export const judgementLines = (judgement: ProjectJudgement): readonly Line[] => [
  ...headLines(judgement),
  ...judgement.phases.map(phaseLine),
  line(span('measured    ', 'dim'), dimensionText(figuresOf(judgement.dimensions))),
  ...table([['  sensor', 'held', 'command', 'note'], ...judgement.evidence.map(evidenceRow)]),
  ...findingLines(judgement.findings),
  ...judgement.recommendations
    .slice(0, 3)
    .map(({ what, count }) =>
      line(span('to do       ', 'dim'), what, count > 1 ? ` (${String(count)} findings)` : ''),
    ),
];
