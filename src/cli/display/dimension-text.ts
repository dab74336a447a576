import { DIMENSIONS } from '../../domain/dimensions.ts';
import type { DimensionFigures } from '../../domain/dimensions.ts';

/** `correctness 0.93 · completeness unknown · …`: what nothing measured is said to be unknown. */
export const dimensionText = (figures: DimensionFigures): string =>
  DIMENSIONS.map((name) => `${name} ${figures[name]?.toFixed(2) ?? 'unknown'}`).join(' · ');
