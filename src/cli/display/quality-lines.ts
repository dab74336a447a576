import { DIMENSIONS } from '../../domain/dimensions.ts';
import type { PhaseView } from '../../domain/status.ts';
import { phaseIndex } from '../../domain/phases.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';

const NAME_WIDTH = 12;

/** The phase that was judged last in the order of phases: its gate measures all that came before. */
const lastJudged = (phases: readonly PhaseView[]): PhaseView | undefined =>
  phases
    .filter(({ dimensions }) => dimensions !== undefined)
    .sort((a, b) => phaseIndex(b.phase) - phaseIndex(a.phase))[0];

/** Scores by dimension, an unmeasured one as unknown, and what would mend most; of the last gate. */
export const qualityLines = (phases: readonly PhaseView[]): readonly Line[] => {
  const judged = lastJudged(phases);
  if (judged === undefined) return [];
  const figures = DIMENSIONS.map(
    (name) => `${name} ${judged.dimensions?.[name]?.toFixed(2) ?? 'unknown'}`,
  );
  return [
    line(span('measured'.padEnd(NAME_WIDTH), 'dim'), figures.join(' · ')),
    ...(judged.recommendations ?? []).map((text) =>
      line(span('to do'.padEnd(NAME_WIDTH), 'dim'), text),
    ),
  ];
};
