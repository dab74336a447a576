import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePersona } from '../../src/schemas/persona.ts';

const FILE = 'personas/foo.json';

const contract = {
  required_files: ['docs/foo.md'],
  required_directories: ['docs'],
  required_documentation_sections: { 'docs/foo.md': ['Summary'] },
  quality_thresholds: { min_words: 20 },
  validation_rules: [
    { kind: 'contains', path: 'docs/foo.md', pattern: 'Foo', message: 'It needs Foo.' },
    { kind: 'json', path: 'a.json', pointer: '/b', message: 'It needs b.', severity: 'warning' },
  ],
};

const assignment = {
  phase: 'design',
  required: true,
  depends_on: ['bar'],
  reads: ['requirements/**'],
  task: ['Write it.', 'All of it.'],
  contract,
};

const file = {
  persona_id: 'foo',
  display_name: 'Foo',
  role: 'Writer for the Docs',
  core_capabilities: ['Writing'],
  specializations: ['Markdown', 'writing'],
  search_keywords: ['User Guide'],
  prompt: 'You write.',
  owns: ['docs/foo.md'],
  assignments: [assignment],
};

const problemOf = (value: unknown): string => {
  const persona = parsePersona(FILE, value);
  return persona.ok ? 'accepted' : persona.problem;
};

const withAssignment = (given: object): unknown => ({
  ...file,
  assignments: [{ ...assignment, ...given }],
});
const withContract = (given: object): unknown =>
  withAssignment({ contract: { ...contract, ...given } });
const withRule = (rule: unknown): unknown => withContract({ validation_rules: [rule] });

describe('a persona file', () => {
  test('becomes a persona', () => {
    expect(parsePersona(FILE, file)).toEqual({
      ok: true,
      value: {
        id: 'foo',
        name: 'Foo',
        role: 'Writer for the Docs',
        prompt: 'You write.',
        keywords: ['user guide', 'markdown', 'writing', 'writer', 'docs'],
        priority: 5,
        owns: ['docs/foo.md'],
        assignments: [
          {
            phase: 'design',
            required: true,
            dependsOn: ['bar'],
            reads: ['requirements/**'],
            task: 'Write it.\nAll of it.',
            contract: {
              ...contract,
              validation_rules: [
                { ...contract.validation_rules[0], severity: 'error' },
                contract.validation_rules[1],
              ],
            },
          },
        ],
      },
    });
  });

  test.each([
    [{ execution_priority: 2 }, 2],
    [{ dependency_priority: 3 }, 3],
    [{ execution_priority: 2, dependency_priority: 3 }, 3],
    [{}, 5],
  ])('with %j has priority %d', (given, priority) => {
    const persona = parsePersona(FILE, { ...file, ...given });
    expect(persona.ok && persona.value.priority).toBe(priority);
  });

  test('needs no lists that would be empty', () => {
    const short = {
      persona_id: 'foo',
      display_name: 'Foo',
      role: 'Foo',
      prompt: 'You write.',
      owns: ['**'],
      assignments: [{ phase: 'testing', required: false, task: 'Write.', contract: {} }],
    };
    const persona = parsePersona(FILE, short);
    expect(persona.ok && persona.value.assignments[0]).toEqual({
      phase: 'testing',
      required: false,
      dependsOn: [],
      reads: [],
      task: 'Write.',
      contract: {
        required_files: [],
        required_directories: [],
        required_documentation_sections: {},
        quality_thresholds: {},
        validation_rules: [],
      },
    });
  });

  test.each([
    [null, 'the file must be an object.'],
    [[], 'the file must be an object.'],
    [{ ...file, persona_id: undefined }, 'persona_id is missing; it must be a persona id.'],
    [{ ...file, persona_id: 'Foo Bar' }, 'persona_id is not a persona id. A persona id is 1 to 64'],
    [{ ...file, display_name: ' ' }, 'display_name must be a text of 1 to 100 characters.'],
    [{ ...file, role: 7 }, 'role must be a text of 1 to 200 characters.'],
    [{ ...file, prompt: undefined }, 'prompt is missing; it must be a text or a list of lines.'],
    [{ ...file, prompt: [7] }, 'prompt must be a text or a list of lines.'],
    [{ ...file, prompt: 'x'.repeat(20_001) }, 'prompt must be a text of 1 to 20,000 characters.'],
    [{ ...file, owns: [] }, 'owns must be a list of 1 to 50 entries.'],
    [{ ...file, owns: 'docs' }, 'owns must be a list of 1 to 50 entries.'],
    [{ ...file, owns: ['docs', '/etc'] }, 'owns[1] must be a relative glob'],
    [{ ...file, execution_priority: 0 }, 'execution_priority must be a whole number from 1 to 10.'],
    [{ ...file, dependency_priority: 1.5 }, 'dependency_priority must be a whole number'],
    [{ ...file, search_keywords: [''] }, 'search_keywords[0] must be a text of 1 to 80'],
    [{ ...file, assignments: [] }, 'assignments must be a list of 1 to 5 entries.'],
    [
      withAssignment({ phase: 'coding' }),
      'assignments[0].phase must be one of requirements, design, implementation, testing, deployment.',
    ],
    [withAssignment({ required: 'yes' }), 'assignments[0].required must be true or false.'],
    [withAssignment({ depends_on: ['B'] }), 'assignments[0].depends_on[0] is not a persona id.'],
    [withAssignment({ reads: ['../x'] }), 'assignments[0].reads[0] must be a relative glob'],
    [withAssignment({ contract: undefined }), 'assignments[0].contract is missing'],
    [
      { ...file, assignments: [assignment, { ...assignment, required: false }] },
      'assignments[1].phase is assigned already.',
    ],
    [
      withContract({ required_documentation_sections: { 'a.md': [] } }),
      'assignments[0].contract.required_documentation_sections.a.md must be a list of 1 to 30 entries.',
    ],
    [
      withContract({ quality_thresholds: { min_words: -1 } }),
      'assignments[0].contract.quality_thresholds.min_words must be a whole number',
    ],
    [
      withRule({ kind: 'matches', path: 'a', message: 'x' }),
      'assignments[0].contract.validation_rules[0].kind must be a rule with a kind: contains, excludes, json, max_size.',
    ],
    [
      withRule({ kind: 'contains', path: 'a', pattern: '(', message: 'x' }),
      'assignments[0].contract.validation_rules[0].pattern must be a regular expression.',
    ],
    [
      withRule({ kind: 'json', path: 'a', pointer: 'b', message: 'x' }),
      'assignments[0].contract.validation_rules[0].pointer must be a JSON pointer such as /paths.',
    ],
    [
      withRule({ kind: 'max_size', path: 'a', message: 'x' }),
      'assignments[0].contract.validation_rules[0].bytes is missing',
    ],
    [
      withRule({ kind: 'max_size', path: 'a', bytes: 1, message: 'x', severity: 'fatal' }),
      'assignments[0].contract.validation_rules[0].severity must be one of error, warning, info.',
    ],
  ])('is refused with file and field (%#)', (value, problem) => {
    expect(problemOf(value)).toContain(`${FILE}: ${problem}`);
  });

  test.each([
    [
      { ...file, serch_keywords: [] },
      'has no field "serch_keywords"; did you mean "search_keywords"?',
    ],
    [
      withAssignment({ dependsOn: [] }),
      'assignments[0] has no field "dependsOn"; did you mean "depends_on"?',
    ],
    [
      withContract({ required_file: [] }),
      'contract has no field "required_file"; did you mean "required_files"?',
    ],
    [
      withContract({ quality_thresholds: { min_word: 1 } }),
      'quality_thresholds has no field "min_word"; did you mean "min_words"?',
    ],
    [
      withRule({ kind: 'json', path: 'a', message: 'x', ponter: '/a' }),
      'validation_rules[0] has no field "ponter"; did you mean "pointer"?',
    ],
  ])('with an unknown field is refused, and the nearest known one named (%#)', (value, problem) => {
    expect(problemOf(value)).toContain(problem);
  });

  test.each([
    ['/a'],
    ['a/../b'],
    ['./a'],
    ['a//b'],
    ['a/'],
    ['!a'],
    ['a\\b'],
    ['+(a)'],
    ['[ab]'],
    [''],
  ])('can not own %j', (glob) => {
    expect(problemOf({ ...file, owns: [glob] })).toContain('owns[0] must be a relative glob');
  });

  test.each([['**'], ['.github/**'], ['src/*.{js,ts}'], ['a..b/c?'], ['.env']])(
    'can own %j',
    (glob) => {
      expect(problemOf({ ...file, owns: [glob] })).toBe('accepted');
    },
  );

  test('never makes the parser throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(file)), (value, key) => {
        expect(parsePersona(FILE, value).ok).toBe(false);
        expect(typeof parsePersona(FILE, { ...file, [key]: value }).ok).toBe('boolean');
        expect(typeof parsePersona(FILE, withRule(value)).ok).toBe('boolean');
      }),
    );
  });
});
