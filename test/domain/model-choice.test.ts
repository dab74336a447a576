import { expect, test } from '@jest/globals';
import {
  allModels,
  choicesBeside,
  mergeChoices,
  modelFor,
  problemOfModels,
  strangerIn,
} from '../../src/domain/model-choice.ts';
import type { ModelChoices } from '../../src/domain/model-choice.ts';
import type { PersonaId } from '../../src/domain/persona.ts';

const id = (name: string) => name as PersonaId;

const models: ModelChoices = {
  phases: { design: 'openai:design' },
  personas: { architect: 'anthropic:strong,openai:strong' },
};

test("a persona's models go before those of its phase, and these before the execution's", () => {
  const settings = { models };
  const model = 'ollama:cheap';
  const of = (persona: string, phase: 'design' | 'testing') =>
    modelFor(settings, { persona: id(persona), phase, model });
  expect(of('architect', 'design')).toBe('anthropic:strong,openai:strong');
  expect(of('architect', 'testing')).toBe('anthropic:strong,openai:strong');
  expect(of('writer', 'design')).toBe('openai:design');
  expect(of('writer', 'testing')).toBe('ollama:cheap');
  expect(modelFor({}, { persona: id('architect'), phase: 'design', model })).toBe(model);
  // Every object has one of this name.
  expect(of('constructor', 'testing')).toBe('ollama:cheap');
});

test('what a person resumes with holds for all', () => {
  const asking = { phase: 'design', model: 'openai:new', modelForAll: true } as const;
  expect(modelFor({ models }, { ...asking, persona: id('architect') })).toBe('openai:new');
});

test("only choices that are others than the execution's model are told", () => {
  const mixed = { phases: { design: 'openai:a', testing: undefined }, personas: { p: 'openai:b' } };
  expect(choicesBeside('openai:a', mixed)).toEqual({ phases: {}, personas: { p: 'openai:b' } });
  expect(choicesBeside('openai:a', { phases: { design: 'openai:a' } })).toBeUndefined();
  expect(choicesBeside('openai:a')).toBeUndefined();
});

test('all models of all lists count, each once', () => {
  expect(allModels({ model: 'openai:design,ollama:cheap', models })).toEqual([
    'openai:design',
    'ollama:cheap',
    'anthropic:strong',
    'openai:strong',
  ]);
  expect(allModels({ model: 'blueprint' })).toEqual(['blueprint']);
});

test('choices go on top of others, phase by phase and persona by persona', () => {
  const more = { phases: { testing: 'openai:t' }, personas: { architect: 'openai:a' } };
  expect(mergeChoices(models, more)).toEqual({
    phases: { design: 'openai:design', testing: 'openai:t' },
    personas: { architect: 'openai:a' },
  });
});

test('choices that are none are refused with the field', () => {
  expect(problemOfModels(models)).toBeUndefined();
  expect(problemOfModels({})).toBeUndefined();
  expect(problemOfModels([])).toMatch(/models must be an object/);
  expect(problemOfModels({ phase: {} })).toMatch(/"phase" is no field of models/);
  expect(problemOfModels({ phases: { desing: 'openai:a' } })).toMatch(/"desing" in models.phases/);
  expect(problemOfModels({ phases: 'openai:a' })).toMatch(/models.phases must be an object/);
  expect(problemOfModels({ personas: { 'no id': 'openai:a' } })).toMatch(/models.personas/);
  expect(problemOfModels({ personas: { writer: 'openai' } })).toMatch(/models.personas.writer: A/);
  expect(problemOfModels({ personas: { writer: null } })).toMatch(/models.personas.writer: A/);
});

test('a persona that there is not is told with the one that was meant', () => {
  const known = ['architect', 'writer'].map(id);
  expect(strangerIn(models, known)).toBeUndefined();
  expect(strangerIn(undefined, known)).toBeUndefined();
  expect(strangerIn({ personas: { wirter: 'openai:a' } }, known)).toMatch(/mean writer\?/);
});
