import { expect, test } from '@jest/globals';
import { changes } from '../../src/cli/display/changes.ts';
import { render } from '../../src/cli/display/line.ts';
import { modelUseLines } from '../../src/cli/display/model-use-lines.ts';
import type { ObservedView } from '../../src/client/view.ts';
import type { Fallback } from '../../src/domain/fallbacks.ts';
import { NO_COST } from '../../src/domain/money.ts';
import type { PersonaId } from '../../src/domain/persona.ts';

const view = (more: Partial<ObservedView> = {}): ObservedView => ({
  session: 'shop',
  status: 'running',
  phase: 'design',
  phases: [],
  running: [],
  model: 'ollama:cheap',
  costNanoUsd: NO_COST,
  calls: 0,
  elapsedMs: 0,
  journal: [],
  source: 'workflow',
  observedAt: 0,
  ...more,
});

const fallback = (persona: string, calls: number): Fallback => ({
  persona: persona as PersonaId,
  phase: 'testing',
  model: 'openai:b',
  insteadOf: 'openai:a',
  calls,
});

const models = {
  phases: { design: 'anthropic:strong' },
  personas: { qa_engineer: 'openai:a,openai:b' },
};

const textsOf = (of: ObservedView): readonly string[] =>
  modelUseLines(of).map((parts) => render(parts, (_look, text) => text));

test('the models of phases and personas are shown, and who answered in whose place', () => {
  expect(textsOf(view({ models, fallbacks: [fallback('qa_engineer', 1)] }))).toEqual([
    'models      design anthropic:strong',
    'models      qa_engineer openai:a,openai:b',
    'fallback    qa_engineer in testing: openai:b in place of openai:a (1 call)',
  ]);
  expect(textsOf(view())).toEqual([]);
});

test('of many fallbacks six are named', () => {
  const fallbacks = Array.from({ length: 9 }, (_, at) => fallback(`p${String(at)}`, 2));
  expect(textsOf(view({ fallbacks }))).toHaveLength(7);
  expect(textsOf(view({ fallbacks })).at(-1)).toBe('fallback    and 3 more');
});

test('the models are told once they are known, and when a person has chosen others', () => {
  const { model: _none, ...unknown } = view();
  expect(changes(view({ models }), unknown)).toEqual([
    { event: 'models', model: 'ollama:cheap', models },
  ]);
  expect(changes(view({ models }), view({ models }))).toEqual([]);
  expect(changes(view({ model: 'openai:new' }), view({ models }))).toEqual([
    { event: 'models', model: 'openai:new' },
  ]);
});

test('a fallback is told once, however often it answers', () => {
  const now = view({ fallbacks: [fallback('qa_engineer', 1)] });
  const { calls: _calls, ...told } = fallback('qa_engineer', 1);
  expect(changes(now, view())).toEqual([{ event: 'fallback', ...told }]);
  const later = view({ fallbacks: [fallback('qa_engineer', 7), fallback('unit_tester', 1)] });
  expect(changes(later, now).map((change) => 'persona' in change && change.persona)).toEqual([
    'unit_tester',
  ]);
});
