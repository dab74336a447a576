import { describe, expect, test } from '@jest/globals';
import { BLOCK_KINDS, blockOf, isBlockKind } from '../../src/domain/block.ts';
import { isObject } from '../../src/domain/brand.ts';
import { isDigest, shortDigest } from '../../src/domain/digest.ts';
import { isModelList, isModelSpec, modelsOf, providedModel } from '../../src/domain/model-spec.ts';
import { NeedsPerson } from '../../src/domain/needs-person.ts';
import { parsePersonaId } from '../../src/domain/persona.ts';
import { earlier, isPhase, phaseAfter, phaseBefore, PHASES } from '../../src/domain/phases.ts';
import { isExecutionId, parseSession } from '../../src/domain/session.ts';
import {
  isIterations,
  ITERATIONS_DEFAULT,
  ITERATIONS_MAX,
  ITERATIONS_MIN,
} from '../../src/domain/settings.ts';
import { STATUSES } from '../../src/domain/status.ts';
import { digest } from './arbitraries.ts';

describe('a session', () => {
  test.each([['a'], ['7'], ['task-mgmt-v1'], ['A_b-C'], ['x'.repeat(64)]])('%j is one', (name) => {
    expect(parseSession(name)).toEqual({ ok: true, value: name });
  });

  test.each([
    [''],
    ['-a'],
    ['_a'],
    ['a/b'],
    ['../a'],
    ['a b'],
    ['a\n'],
    ['ä'],
    ['x'.repeat(65)],
    [undefined],
    [7],
  ])('%j is none', (name) => {
    expect(parseSession(name).ok).toBe(false);
  });
});

describe('a persona id', () => {
  test.each([['a'], ['qa_engineer'], ['x2']])('%j is one', (id) => {
    expect(parsePersonaId(id).ok).toBe(true);
  });

  test.each([[''], ['2x'], ['_x'], ['QA'], ['a-b'], ['a.b'], ['x'.repeat(65)], [null]])(
    '%j is none',
    (id) => {
      expect(parsePersonaId(id).ok).toBe(false);
    },
  );
});

test('an execution id is a lower-case UUID', () => {
  expect(isExecutionId('0d9f7f0a-1c7e-4a49-9a0b-2f6d1f2f3a4b')).toBe(true);
  expect(isExecutionId('0D9F7F0A-1C7E-4A49-9A0B-2F6D1F2F3A4B')).toBe(false);
  expect(isExecutionId('task-mgmt-v1')).toBe(false);
});

test('a digest is 64 lower-case hexadecimal digits, and people see twelve', () => {
  expect(isDigest(digest('0a'))).toBe(true);
  expect(isDigest(digest('0A'))).toBe(false);
  expect(isDigest(digest('0a').slice(1))).toBe(false);
  expect(isDigest(7)).toBe(false);
  expect(shortDigest(digest('0a'))).toBe('0a0a0a0a0a0a');
});

test('the phases follow each other', () => {
  expect(PHASES.map(phaseAfter)).toEqual([...PHASES.slice(1), undefined]);
  expect(PHASES.map(phaseBefore)).toEqual([undefined, ...PHASES.slice(0, -1)]);
  expect(earlier('testing', 'design')).toBe('design');
  expect(earlier('design', 'testing')).toBe('design');
  expect(isPhase('design')).toBe(true);
  expect(isPhase('constructor')).toBe(false);
  expect(isPhase(1)).toBe(false);
});

test('iterations are whole numbers from 1 to 10', () => {
  expect([ITERATIONS_MIN, ITERATIONS_DEFAULT, ITERATIONS_MAX]).toEqual([1, 3, 10]);
  expect([1, 5, 10].every(isIterations)).toBe(true);
  expect([0, 11, 1.5, '3', null, NaN, Infinity].some(isIterations)).toBe(false);
});

test('a model is blueprint, or named after its provider', () => {
  const specs = [
    'blueprint',
    'openai-compatible:llama3.1:8b',
    'anthropic:a',
    'openai:b',
    'openai-chat:c',
    'ollama:d/e:7b',
    'litellm:f',
  ];
  expect(specs.filter((spec) => !isModelSpec(spec))).toEqual([]);
  const others = [
    '',
    'Blueprint',
    'llama3',
    'openai-compatible:',
    'blueprint:x',
    'acme:m',
    ':m',
    7,
  ];
  expect(others.filter(isModelSpec)).toEqual([]);
  expect(isModelSpec(`openai:${'x'.repeat(201)}`)).toBe(false);
  expect(providedModel('ollama:d/e:7b')).toEqual({ provider: 'ollama', model: 'd/e:7b' });
  expect(providedModel('blueprint')).toBeUndefined();
});

test('models in a list are asked in its order; blueprint stands alone, and none comes twice', () => {
  const lists = ['blueprint', 'anthropic:a', 'anthropic:a,openai:b', 'ollama:a:7b, litellm:d/e'];
  expect(lists.filter((list) => !isModelList(list))).toEqual([]);
  expect(modelsOf('ollama:a:7b, litellm:d/e')).toEqual(['ollama:a:7b', 'litellm:d/e']);
  const others = [
    '',
    ',',
    'anthropic:a,',
    'anthropic:a,,openai:b',
    'anthropic:a,b',
    'anthropic:a,anthropic:a',
    'blueprint,anthropic:a',
    'anthropic:a,blueprint',
    ['anthropic:a'],
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `openai:${name}`).join(','),
  ];
  expect(others.filter(isModelList)).toEqual([]);
});

test('every block says what would lift it', () => {
  for (const kind of BLOCK_KINDS) {
    expect(isBlockKind(kind)).toBe(true);
    expect(blockOf(kind, 'why').lift).not.toBe('');
  }
  expect(isBlockKind('tired')).toBe(false);
  expect(new NeedsPerson('budget', 'why')).toMatchObject({ kind: 'budget', name: 'NeedsPerson' });
});

test('no status is listed twice', () => {
  expect(new Set(STATUSES).size).toBe(STATUSES.length);
});

test('only a plain object is an object', () => {
  expect(isObject({})).toBe(true);
  expect([null, [], 'x', 7, undefined].some(isObject)).toBe(false);
});
