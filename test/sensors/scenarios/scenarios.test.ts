import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { scenariosSensor } from '../../../src/sensors/scenarios/scenarios.ts';
import { vagueWord } from '../../../src/sensors/scenarios/vague.ts';
import { member, named, sensedBy } from '../support/product.ts';

const TEAM = [member('analyst', 'requirements', {}, ['requirements/**'])];

const judge = (files: Readonly<Record<string, string>>): Promise<Evidence> =>
  sensedBy({ files, team: TEAM, phase: 'requirements' }, scenariosSensor);

const feature = (...lines: readonly string[]): Readonly<Record<string, string>> => ({
  'requirements/a.feature': ['Feature: Notes', ...lines].join('\n'),
});

const GOOD = ['@SC-1', 'Scenario: A note', 'Given a service', 'When it is asked', 'Then it is 200'];

const rulesOf = async (...lines: readonly string[]): Promise<readonly string[]> =>
  (await judge(feature(...lines))).findings.map(({ rule }) => rule);

describe('scenarios', () => {
  test('hold when each has an id and an outcome, also below rules and in outlines', async () => {
    const evidence = await judge(
      feature(
        ...GOOD,
        'Rule: More',
        '  @slow @US-1.2',
        '  Scenario Outline: Many <n>',
        '    When <n> are asked for',
        '    Then <n> come',
        '    Examples:',
        '      | n |',
        '      | 3 |',
      ),
    );
    expect(evidence).toMatchObject({ outcome: 'measured', checked: 3, held: 3, findings: [] });
  });

  test('are not measured where there is no feature file but one that tests play with', async () => {
    const evidence = await judge({ 'tests/fixtures/a.feature': 'Nonsense' });
    expect(evidence).toMatchObject({ outcome: 'skipped', note: 'no feature file', checked: 0 });
  });

  test('that do not parse are named with the line, and belong to who wrote the file', async () => {
    const evidence = await judge(feature('Scenario: A note', 'Given a service', 'Scenaro: B'));
    expect(named(evidence)).toEqual(['scenarios.syntax requirements/a.feature analyst']);
    expect(evidence.findings[0]?.actual).toMatch(/\(\d+:\d+\)/);
    expect(evidence.held).toBe(0);
  });

  test.each([
    ['no id', ['Scenario: A note', 'Then it is 200'], 'scenarios.id'],
    ['a tag that is no id', ['@slow', 'Scenario: A note', 'Then it is 200'], 'scenarios.id'],
    ['an id of another', [...GOOD, ...GOOD], 'scenarios.id_repeated'],
    ['no Then', ['@SC-1', 'Scenario: A note', 'When it is asked'], 'scenarios.no_outcome'],
    ['no step', ['@SC-1', 'Scenario: A note'], 'scenarios.no_outcome'],
    ['no examples', ['@SC-1', 'Scenario Outline: A', 'Then <n>'], 'scenarios.no_examples'],
    ['a vague Then', [...GOOD, 'And the answer comes quickly'], 'scenarios.vague_quantity'],
  ])('with %s are found', async (_what, lines, rule) => {
    expect(await rulesOf(...lines)).toEqual([rule]);
  });

  test('may be vague before the outcome, in quotes, and beside a number', async () => {
    const steps = ['Given many notes', 'When a large one is sent quickly'];
    const outcomes = ['Then it is "large"', 'And it is fast: at most 200 ms', 'But many is three'];
    expect(await rulesOf('@SC-1', 'Scenario: A', ...steps, ...outcomes)).toEqual([]);
  });
});

describe('acceptance criteria', () => {
  const criteria = (...lines: readonly string[]): Promise<Evidence> =>
    judge({ ...feature(...GOOD), 'requirements/requirements.md': lines.join('\n') });

  test('that are vague are warnings, unless a scenario makes them exact', async () => {
    const evidence = await criteria(
      ...['# R', '## Scope', '- Many notes.', '## Acceptance criteria', '- US-1.1 A fast list.'],
      ...['- SC-1 (US-1): a body that is too large is refused.', '1. Lists are small.'],
      ...['## Assumptions', '- Nobody has many notes.'],
    );
    expect(evidence.findings.map(({ rule, severity, actual }) => [rule, severity, actual])).toEqual(
      [
        ['scenarios.vague_criterion', 'warning', '"fast" in line 5'],
        ['scenarios.vague_criterion', 'warning', '"small" in line 7'],
      ],
    );
  });
});

describe('vagueWord', () => {
  test.each([
    ['The answer is fast', 'fast'],
    ['US-1.2 lists many notes', 'many'],
    ['It works with a lot of notes', 'a lot'],
    ['At most 5 notes are many', undefined],
    ['Two large notes', undefined],
    ['Each page says how many there are', undefined],
    ['breakfast is served', undefined],
  ])('%s', (sentence, word) => {
    expect(vagueWord(sentence)).toBe(word);
  });

  test('never takes long, whatever the text', () => {
    fc.assert(
      fc.property(fc.constantFrom('"', '`', '<', 'a-1.', 'fast ', ' '), (piece) => {
        const began = performance.now();
        vagueWord(piece.repeat(300_000));
        expect(performance.now() - began).toBeLessThan(2_000);
      }),
    );
  });
});

describe('hostile feature files', () => {
  test.each([
    ['cells', `@SC-1\nScenario: a\nGiven b\n${'|'.repeat(400_000)}`],
    ['tags', `${'@a '.repeat(130_000)}\nScenario: a`],
    ['tag lines', `Scenario: a\n${'@a\n#\n'.repeat(20_000)}Given x`],
    ['spaces', `Scenario: a${' '.repeat(400_000)}b`],
    ['too many bytes', 'x\n'.repeat(400_000)],
    ['a language that there is not', '# language: xx'],
  ])('of %s end in findings', async (_what, text) => {
    const evidence = await judge({ 'requirements/a.feature': `Feature: x\n${text}` });
    expect(evidence.findings.length).toBeGreaterThan(0);
    expect(evidence.findings.length).toBeLessThanOrEqual(30);
  });
});
