import type { ObservedView } from '../../client/view.ts';
import type { Fallback } from '../../domain/fallbacks.ts';
import { line, span } from './line.ts';
import type { Line } from './line.ts';

/** Fallbacks that are named; the rest is counted. */
const NAMED = 6;
const TITLE_WIDTH = 12;

const choicesLine = (lists: Readonly<Record<string, string | undefined>> = {}): readonly Line[] => {
  const texts = Object.entries(lists).map(([name, list]) => `${name} ${list ?? ''}`);
  return texts.length === 0
    ? []
    : [line(span('models'.padEnd(TITLE_WIDTH), 'dim'), texts.join(' · '))];
};

/** `qa_engineer in testing: openai:x in place of anthropic:y`. */
export const fallbackText = ({
  persona,
  phase,
  model,
  insteadOf,
}: Omit<Fallback, 'calls'>): string => `${persona} in ${phase}: ${model} in place of ${insteadOf}`;

const callsText = ({ calls }: Fallback): string =>
  ` (${String(calls)} ${calls === 1 ? 'call' : 'calls'})`;

const fallbackLines = (fallbacks: readonly Fallback[]): readonly Line[] => {
  const title = span('fallback'.padEnd(TITLE_WIDTH), 'dim');
  const left = fallbacks.length - NAMED;
  return [
    ...fallbacks
      .slice(0, NAMED)
      .map((fallback) => line(title, `${fallbackText(fallback)}${callsText(fallback)}`)),
    ...(left > 0 ? [line(title, `and ${String(left)} more`)] : []),
  ];
};

/** Which models are asked beside the execution's, and which answered in place of another. */
export const modelUseLines = ({ models = {}, fallbacks = [] }: ObservedView): readonly Line[] => [
  ...choicesLine(models.phases),
  ...choicesLine(models.personas),
  ...fallbackLines(fallbacks),
];
