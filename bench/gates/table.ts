import { barsOf, separationOf } from './bars.ts';
import type { Separation } from './bars.ts';
import { grouped } from './grouped.ts';
import { CLASSES } from './project.ts';
import type { Operator } from './project.ts';
import { isBelow, isDetectable } from './results.ts';
import type { Pair, Results } from './results.ts';

const two = (value: number): string => value.toFixed(2);

const mean = (values: readonly number[]): string =>
  values.length === 0 ? '–' : two(values.reduce((sum, value) => sum + value, 0) / values.length);

/** The rules of the errors of pairs, the most frequent first. */
const rulesOf = (pairs: readonly Pair[]): string => {
  const rules = pairs.flatMap(({ judged }) => [
    ...new Set(judged.errors.map((error) => error.slice(0, error.indexOf(':')))),
  ]);
  const counted = [...grouped(rules, (rule) => rule)].sort(([, a], [, b]) => b.length - a.length);
  return counted
    .slice(0, 3)
    .map(([rule]) => rule)
    .join(', ');
};

const row = ({ name, integrity }: Operator, pairs: readonly Pair[]): string => {
  const counted = pairs.filter(isDetectable);
  const shown = counted.length === 0 ? pairs : counted;
  const doubted = pairs.filter(({ doubt }) => doubt !== undefined).length;
  const cells = [
    `  ${name}${integrity === true ? ' *' : ''}`.padEnd(40),
    `${String(shown.filter(isBelow).length)}/${String(shown.length)}`.padStart(6),
    `${String(shown.filter(({ judged }) => !judged.passed).length)}/${String(shown.length)}`.padStart(
      7,
    ),
    mean(shown.map(({ judged }) => judged.score)).padStart(6),
    String(doubted || '').padStart(4),
    `  ${rulesOf(shown)}`,
  ];
  return cells.join('').trimEnd();
};

const HEAD = `  ${'operator (* integrity)'.padEnd(38)} below  failed  mean  eq.  rules of errors`;

const TITLES: Readonly<Record<(typeof CLASSES)[number], string>> = {
  alone: 'detectable alone',
  baseline: 'detectable with a baseline',
  specification: 'detectable with a specification',
  undetectable: 'undetectable in principle: counted, in no bar',
};

const originalsTable = ({ originals }: Results): readonly string[] =>
  originals.map(({ project, family, good, judged, defect, reported }) =>
    `  ${project.padEnd(30)}${family.padEnd(11)}${two(judged.score)}  naive ${two(judged.naive)}  ${judged.passed ? 'passed' : 'failed'}  ${
      good ? '' : `known: ${defect ?? ''}; ${reported === true ? 'reported' : 'NOT reported'}`
    }`.trimEnd(),
  );

const separationLine = (name: string, { auc, interval, good, bad }: Separation): string =>
  auc === undefined
    ? `  ${name}: no pair of a good and a bad project`
    : `  ${name.padEnd(28)}${auc.toFixed(3)}  95 % ${interval === undefined ? '–' : interval.map((end) => end.toFixed(3)).join(' to ')}  (${String(good)} good, ${String(bad)} bad)`;

/** What is named of all that does not fit a bar. */
const NAMED = 12;

/** The table of a run, as lines. */
export const tableOf = (results: Results, operators: readonly Operator[]): readonly string[] => [
  'originals',
  ...originalsTable(results),
  '',
  ...CLASSES.flatMap((kind) => {
    const rows = operators
      .filter((operator) => operator.class === kind)
      .map((operator) => ({
        operator,
        pairs: results.pairs.filter((pair) => pair.operator === operator.name),
      }))
      .filter(({ pairs }) => pairs.length > 0)
      .map(({ operator, pairs }) => row(operator, pairs));
    return rows.length === 0 ? [] : [TITLES[kind], HEAD, ...rows, ''];
  }),
  'area under the curve, pooled over projects',
  separationLine('gates', separationOf(results, 'score')),
  separationLine('exit code × coverage', separationOf(results, 'naive')),
  '',
  ...barsOf(results).flatMap(({ name, held, said, against }) => [
    `${held ? 'holds' : 'DOES NOT HOLD'}  ${name}: ${said}`,
    ...against.slice(0, NAMED).map((each) => `    ${each}`),
    ...(against.length > NAMED ? [`    and ${String(against.length - NAMED)} more`] : []),
  ]),
];
