import { expect, test } from '@jest/globals';
import { parsePersonaModels, parsePhaseModels } from '../../src/schemas/model-flags.ts';

test('each flag names a phase or a persona and its models', () => {
  expect(parsePhaseModels(['design=anthropic:a, ollama:b:7b', 'testing=openai:x=y'])).toEqual({
    ok: true,
    value: { design: 'anthropic:a, ollama:b:7b', testing: 'openai:x=y' },
  });
  expect(parsePersonaModels(['qa_engineer=blueprint'])).toEqual({
    ok: true,
    value: { qa_engineer: 'blueprint' },
  });
});

test.each([
  [['desing=openai:x'], /"desing" is no phase; did you mean design\?/],
  [['design'], /^It must be PHASE=MODEL, not "design"/],
  [['=openai:x'], /^"" is no phase/],
  [['design=gpt'], /^For "design": A model is/],
  [['design='], /^For "design": A model is/],
  [['design=openai:x', 'design=openai:y'], /^It names "design" twice/],
])('%j is refused, and why', (flags, problem) => {
  expect(parsePhaseModels(flags)).toMatchObject({
    ok: false,
    problem: expect.stringMatching(problem),
  });
});

test('a persona that can be none is refused, also one that every object has', () => {
  expect(parsePersonaModels(['No!=openai:x'])).toMatchObject({ ok: false });
  expect(parsePersonaModels(['constructor=openai:x'])).toMatchObject({ ok: true });
  expect(parsePersonaModels(['__proto__=openai:x'])).toMatchObject({ ok: false });
});
