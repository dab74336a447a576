import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  parseRequirement,
  REQUIREMENT_MAX,
  REQUIREMENT_MIN,
} from '../../src/domain/requirement.ts';
import { parseStartInput } from '../../src/domain/start-input.ts';

const requirement = 'Keep records of books';

const problemOf = (value: unknown): string => {
  const input = parseStartInput(value);
  return input.ok ? 'accepted' : input.problem;
};

describe('a requirement', () => {
  test.each([
    ['Ten chars.'],
    ['x'.repeat(REQUIREMENT_MIN)],
    ['x'.repeat(REQUIREMENT_MAX)],
    ['Tabs\tand\r\nlines are text'],
    ['Grüße 😀 an alle'],
  ])('is taken from 10 to 100,000 characters of text', (text) => {
    expect(parseRequirement(text)).toEqual({ ok: true, value: text });
  });

  test.each([
    ['Nine char'],
    [`${' '.repeat(20)}Nine char`],
    ['x'.repeat(REQUIREMENT_MAX + 1)],
    ['ELF\u0000binary data'],
    ['half of a pair \ud83d is no text'],
    ['not decoded \ufffd as UTF-8'],
    [undefined],
    [{ text: requirement }],
  ])('is refused otherwise (%#)', (text) => {
    expect(parseRequirement(text).ok).toBe(false);
  });

  test('says how long it is and how long it may be', () => {
    expect(problemOf({ requirement: 'Nine char' })).toBe(
      'The requirement has 9 characters; it needs 10 to 100,000.',
    );
  });
});

describe('the start input', () => {
  test('needs a requirement only, and trims it', () => {
    expect(parseStartInput({ requirement: `  ${requirement}\n` })).toEqual({
      ok: true,
      value: { requirement },
    });
  });

  test('may ask for one persona alone, from the requirement only', () => {
    expect(parseStartInput({ requirement, team: 'single' })).toMatchObject({ ok: true });
    expect(problemOf({ requirement, team: 'duo' })).toBe(
      'team must be "single" (one persona alone); without it a team works.',
    );
    const importedTree = 'a'.repeat(64);
    expect(problemOf({ requirement, team: 'single', importedTree })).toContain('no importedTree');
  });

  test('keeps what else was given', () => {
    const input = {
      requirement,
      budget: 2.5,
      maxPhaseIterations: 10,
      model: 'openai-compatible:some/model-7b',
      approvals: ['design', 'deployment'],
      assumeRecords: true,
    };
    expect(parseStartInput(input)).toEqual({ ok: true, value: input });
  });

  test.each([
    [null, 'one JSON object'],
    ['text', 'one JSON object'],
    [[{ requirement }], 'one JSON object'],
    [{}, 'must be a text'],
    [{ requirement, maxPhaseIterations: 0 }, 'maxPhaseIterations'],
    [{ requirement, maxPhaseIterations: 11 }, 'maxPhaseIterations'],
    [{ requirement, maxPhaseIterations: 2.5 }, 'maxPhaseIterations'],
    [{ requirement, model: 'openai-compatible:' }, 'A model is'],
    [{ requirement, model: 'openai-compatible:two words' }, 'A model is'],
    [{ requirement, approvals: 'design' }, 'approvals'],
    [{ requirement, approvals: ['coding'] }, 'approvals'],
    [{ requirement, assumeRecords: 'yes' }, 'assumeRecords'],
    [{ requirement, spend: 5 }, '"spend" is no field of the start input'],
    [{ requirement, budget: 0 }, 'budget must be US dollars'],
    [{ requirement, budget: '5' }, 'budget must be US dollars'],
  ])('%j is refused and the field is named', (value, reason) => {
    expect(problemOf(value)).toContain(reason);
  });

  test('never makes the guard throw, and a field that it does not know is always refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof parseStartInput(value).ok).toBe('boolean');
        expect(typeof parseStartInput({ requirement, approvals: value }).ok).toBe('boolean');
      }),
    );
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (key, value) => {
        fc.pre(!/^(requirement|maxPhaseIterations|model|approvals|assumeRecords)$/.test(key));
        const input = Object.fromEntries([
          ['requirement', requirement],
          [key, value],
        ] as const);
        expect(parseStartInput(input).ok).toBe(false);
      }),
    );
  });
});
