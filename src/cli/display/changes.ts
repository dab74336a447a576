/** What happened between two views, as events: for machines as they are, for people as lines. */
import type { DimensionFigures } from '../../domain/dimensions.ts';
import type { Digest } from '../../domain/digest.ts';
import type { Fallback } from '../../domain/fallbacks.ts';
import type { ModelChoices } from '../../domain/model-choice.ts';
import type { Phase } from '../../domain/phases.ts';
import type { JournalEntry, PhaseView, RunView, Status } from '../../domain/status.ts';
import type { VerdictKind } from '../../domain/verdict.ts';
import type { Block } from '../../domain/block.ts';
import type { ObservedView } from '../../client/view.ts';
import { fallbackText } from './model-use-lines.ts';

/** Fields are added, never renamed; see docs/cli.md. */
export type Change =
  | {
      readonly event: 'phase';
      readonly phase: Phase;
      readonly iteration: number;
      readonly limit: number;
    }
  | {
      readonly event: 'persona_started' | 'persona_ended';
      readonly phase: Phase;
      readonly persona: string;
      readonly runId: string;
    }
  | {
      readonly event: 'gate';
      readonly phase: Phase;
      readonly iteration: number;
      readonly verdict: VerdictKind | 'accepted';
      readonly score?: number;
      readonly threshold?: number;
      readonly reason?: string;
      readonly dimensions?: DimensionFigures;
      readonly recommendations?: readonly string[];
    }
  | {
      readonly event: 'status';
      readonly status: Status;
      readonly phase: Phase;
      readonly block?: Block;
      readonly awaiting?: { readonly digest: Digest; readonly phase: Phase };
      readonly failure?: string;
    }
  | { readonly event: 'models'; readonly model: string; readonly models?: ModelChoices }
  | ({ readonly event: 'fallback' } & Omit<Fallback, 'calls'>)
  | ({ readonly event: 'journal' } & JournalEntry);

const phaseChange = (now: PhaseView, before: PhaseView | undefined): readonly Change[] => {
  const { phase, iteration, limit, score, threshold, verdict, reason, state } = now;
  const begun = iteration > (before?.iteration ?? 0);
  const judged =
    verdict !== undefined &&
    (verdict !== before?.verdict || score !== before.score || reason !== before.reason);
  const accepted = state === 'accepted' && before?.state !== 'accepted';
  const gate = {
    event: 'gate',
    phase,
    // The score of a view is that of the last gate, which may be the iteration before.
    iteration: begun && before !== undefined ? Math.max(1, before.iteration) : iteration,
    ...(score === undefined ? {} : { score }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(reason === undefined ? {} : { reason }),
    ...(now.dimensions === undefined ? {} : { dimensions: now.dimensions }),
    ...(now.recommendations === undefined ? {} : { recommendations: now.recommendations }),
  } as const;
  const started: readonly Change[] = begun ? [{ event: 'phase', phase, iteration, limit }] : [];
  const decided: readonly Change[] = judged ? [{ ...gate, verdict }] : [];
  return [
    ...(iteration > 1 && begun ? [...decided, ...started] : [...started, ...decided]),
    ...(accepted ? [{ ...gate, verdict: 'accepted' as const }] : []),
  ];
};

const runChanges = (
  event: 'persona_started' | 'persona_ended',
  these: readonly RunView[],
  others: readonly RunView[],
): readonly Change[] =>
  these
    .filter((run) => !others.some(({ runId, since }) => runId === run.runId && since === run.since))
    .map(({ phase, persona, runId }) => ({ event, phase, persona, runId }));

const statusKey = ({ status, block, awaiting }: ObservedView): string =>
  JSON.stringify([status, block, awaiting]);

const statusChange = (now: ObservedView, before: ObservedView | undefined): readonly Change[] => {
  const { status, phase, block, awaiting, failure } = now;
  if (before !== undefined && statusKey(now) === statusKey(before)) return [];
  return [
    {
      event: 'status',
      status,
      phase,
      ...(block === undefined ? {} : { block }),
      ...(awaiting === undefined ? {} : { awaiting }),
      ...(failure === undefined ? {} : { failure }),
    },
  ];
};

const modelsKey = (view: ObservedView | undefined): string =>
  JSON.stringify([view?.model, view?.models]);

/** The models, when they are known and whenever a person has chosen others. */
const modelsChange = (now: ObservedView, before: ObservedView | undefined): readonly Change[] => {
  const { model, models } = now;
  if (model === undefined || modelsKey(now) === modelsKey(before)) return [];
  return [{ event: 'models', model, ...(models === undefined ? {} : { models }) }];
};

const fallbackChanges = (
  { fallbacks: now = [] }: ObservedView,
  before: ObservedView | undefined,
): readonly Change[] => {
  const told = new Set((before?.fallbacks ?? []).map(fallbackText));
  return now
    .filter((fallback) => !told.has(fallbackText(fallback)))
    .map(({ calls: _calls, ...fallback }) => ({ event: 'fallback', ...fallback }));
};

/** The number of the last journal entry that a view shows; 0 when it shows none. */
const lastSeq = (view: ObservedView | undefined): number => view?.journal.at(-1)?.seq ?? 0;

/**
 * Everything that is new in a view. The journal has no gaps; the other events are made of what was
 * seen, so that a persona run shorter than the time between two looks has none.
 */
export const changes = (now: ObservedView, before: ObservedView | undefined): readonly Change[] => [
  ...runChanges('persona_ended', before?.running ?? [], now.running),
  ...now.phases.flatMap((phase) =>
    phaseChange(
      phase,
      before?.phases.find((earlier) => earlier.phase === phase.phase),
    ),
  ),
  ...now.journal
    .filter(({ seq }) => seq > lastSeq(before))
    .map((entry) => ({ event: 'journal' as const, ...entry })),
  ...modelsChange(now, before),
  ...fallbackChanges(now, before),
  ...runChanges('persona_started', now.running, before?.running ?? []),
  ...statusChange(now, before),
];
