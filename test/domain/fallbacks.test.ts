import { expect, test } from '@jest/globals';
import { fallbacksIn } from '../../src/domain/fallbacks.ts';
import type { Answers } from '../../src/domain/fallbacks.ts';
import type { PersonaId } from '../../src/domain/persona.ts';

const answers = (persona: string, model: string, calls = 2): Answers => ({
  persona: persona as PersonaId,
  phase: 'design',
  model,
  calls,
});

test('a fallback is an answer of a model that is not the first of the list in force', () => {
  const asked = { model: 'ollama:a, ollama:b', models: { personas: { critic: 'openai:x' } } };
  const found = fallbacksIn(asked, [
    answers('writer', 'ollama:a'),
    answers('writer', 'ollama:b'),
    answers('critic', 'openai:x'),
    // It was asked in place of another, but did not answer.
    answers('tester', 'ollama:b', 0),
  ]);
  expect(found).toEqual([{ ...answers('writer', 'ollama:b'), insteadOf: 'ollama:a' }]);
});

test("a phase's own list holds, and what was asked before a person chose another is none", () => {
  const models = { phases: { design: 'openai:x,openai:y' } };
  expect(fallbacksIn({ model: 'ollama:a', models }, [answers('writer', 'openai:y')])).toEqual([
    { ...answers('writer', 'openai:y'), insteadOf: 'openai:x' },
  ]);
  expect(fallbacksIn({ model: 'openai:new' }, [answers('writer', 'openai:y')])).toEqual([]);
  expect(fallbacksIn({}, [answers('writer', 'openai:y')])).toEqual([]);
});
