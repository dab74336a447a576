import type { PhaseView } from '../../domain/status.ts';
import type { TestFigures } from '../../domain/test-history.ts';
import { phaseIndex } from '../../domain/phases.ts';
import { dimensionText } from './dimension-text.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';

const NAME_WIDTH = 12;

/** The phase that was judged last in the order of phases: its gate measures all that came before. */
const lastJudged = (phases: readonly PhaseView[]): PhaseView | undefined =>
  phases
    .filter(({ dimensions }) => dimensions !== undefined)
    .sort((a, b) => phaseIndex(b.phase) - phaseIndex(a.phase))[0];

const named = (label: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${label} ${names.join(', ')}`];

/** `12 passed, 1 failing; new: adds two; fixed: takes none`. */
const testText = ({ passed, failing, broken, fixed, flaky }: TestFigures): string =>
  [
    `${String(passed)} passed, ${String(failing)} failing`,
    ...named('new:', broken),
    ...named('fixed:', fixed),
    ...named('flaky:', flaky),
  ].join('; ');

/** Scores by dimension, an unmeasured one as unknown, and what would mend most; of the last gate. */
export const qualityLines = (phases: readonly PhaseView[]): readonly Line[] => {
  const judged = lastJudged(phases);
  if (judged === undefined) return [];
  return [
    line(span('measured'.padEnd(NAME_WIDTH), 'dim'), dimensionText(judged.dimensions ?? {})),
    ...(judged.tests === undefined
      ? []
      : [line(span('tests'.padEnd(NAME_WIDTH), 'dim'), testText(judged.tests))]),
    ...(judged.recommendations ?? []).map((text) =>
      line(span('to do'.padEnd(NAME_WIDTH), 'dim'), text),
    ),
  ];
};
