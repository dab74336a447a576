import { describe, expect, test } from '@jest/globals';
import type { Contract, ValidationRule } from '../../../src/domain/contract.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { contractSensor } from '../../../src/sensors/contract/contract.ts';
import { member, named, sensedBy } from '../support/product.ts';

const judge = (
  contract: Partial<Contract>,
  files: Readonly<Record<string, string>>,
): Promise<Evidence> =>
  sensedBy(
    { files, team: [member('author', 'design', {}, ['**']), member('judged', 'design', contract)] },
    contractSensor,
  );

const counts = ({ held, checked }: Evidence): string => `${String(held)} of ${String(checked)}`;

const rule = (more: Readonly<Record<string, unknown>>): Partial<Contract> => ({
  validation_rules: [{ message: 'Mend it.', severity: 'error', ...more } as ValidationRule],
});

describe('contract: files and directories', () => {
  test('a glob needs one file with content; what is missing is the persona’s own', async () => {
    const required_files = ['src/**', 'docs/*.md', 'empty.txt'];
    const evidence = await judge({ required_files }, { 'src/a.js': 'x', 'empty.txt': '' });
    expect(counts(evidence)).toBe('1 of 3');
    expect(named(evidence)).toEqual([
      'contract.required_files - judged',
      'contract.required_files empty.txt author',
    ]);
    expect(evidence.findings[0]).toMatchObject({ expected: 'docs/*.md', actual: 'no such file' });
  });

  test('a directory needs a file in it, and no file of a similar name', async () => {
    const required_directories = ['src', 'tests/unit/', 'doc'];
    const files = { 'src/a.js': 'x', 'tests/unit/b.js': 'x', 'docs/c.md': 'x' };
    const evidence = await judge({ required_directories }, files);
    expect(counts(evidence)).toBe('2 of 3');
    expect(named(evidence)).toEqual(['contract.required_directories - judged']);
  });
});

describe('contract: documents', () => {
  const sections = (...headings: readonly string[]): Partial<Contract> => ({
    required_documentation_sections: { 'docs/*.md': headings },
  });

  test('headings are found in all their forms, in any of the documents', async () => {
    const files = {
      'docs/a.md': '# 1. **Overview** #\n\nText\n\nRisks:\n------\n\ntext',
      'docs/b.md': '### how TO run `it`\n\n```\nnpm start\n```\n',
    };
    const evidence = await judge(sections('overview', 'Risks', 'How to run it'), files);
    expect(counts(evidence)).toBe('3 of 3');
  });

  test('a heading in a block of code, or inside a sentence, is none', async () => {
    const files = { 'docs/a.md': '```\n# Overview\n```\nThe overview is # Overview\n~~~\n# x\n' };
    const evidence = await judge(sections('Overview'), files);
    expect(named(evidence)).toEqual(['contract.required_documentation_sections docs/a.md author']);
  });

  test.each([
    ['nothing', '# Overview\n\n# Other\n\ntext\n'],
    ['an empty section of its own', '# Overview\n## Parts\n\n# Other\ntext'],
    ['a comment', '# Overview\n<!-- say what\n it is -->\n'],
    ['an empty block of code', 'Overview\n===\n```\n\n```\n# Other\ntext'],
  ])('a heading with %s below it is no section', async (_, text) => {
    const evidence = await judge(sections('Overview'), { 'docs/a.md': text });
    expect(named(evidence)).toEqual(['contract.required_documentation_sections docs/a.md author']);
    expect(evidence.findings[0]?.message).toBe(
      'Section "Overview" of docs/a.md is empty; say what belongs there.',
    );
  });

  test('what stands below a heading of its own counts, and so does a second document', async () => {
    const files = {
      'docs/a.md': '# Overview\n\n## Parts\n\n- one\n\n# Risks\n',
      'docs/b.md': '# Risks\n\nnone known\n',
    };
    const evidence = await judge(sections('Overview', 'Risks'), files);
    expect(counts(evidence)).toBe('2 of 2');
  });

  test('without any document the persona of the contract is named', async () => {
    const evidence = await judge(sections('Overview', 'Risks'), {});
    expect(counts(evidence)).toBe('0 of 2');
    expect(named(evidence)[0]).toBe('contract.required_documentation_sections - judged');
  });

  test('words and files are counted; code needs no words', async () => {
    const contract = {
      required_files: ['docs/**', 'src/**'],
      quality_thresholds: { min_files: 3, min_words: 4 },
    };
    const files = {
      'docs/a.md': 'Two words',
      'docs/b.md': 'These are four words.',
      'src/a.js': 'x',
    };
    const evidence = await judge(contract, files);
    expect(counts(evidence)).toBe('3 of 4');
    expect(evidence.findings).toMatchObject([
      { path: 'docs/a.md', expected: 'at least 4 words', actual: '2', owner: 'author' },
    ]);
    const few = await judge({ ...contract, quality_thresholds: { min_files: 4 } }, files);
    expect(few.findings).toMatchObject([{ expected: 'at least 4 files', actual: '3' }]);
  });
});

describe('contract: validation rules', () => {
  test('contains asks for one file with a line that matches', async () => {
    const contract = rule({ kind: 'contains', path: 'src/*', pattern: '^export ' });
    expect(counts(await judge(contract, { 'src/a': 'no', 'src/b': 'x\nexport y' }))).toBe('1 of 1');
    expect(named(await judge(contract, { 'src/a': ' export ' }))).toEqual([
      'contract.validation_rules src/a author',
    ]);
    expect(named(await judge(contract, {}))).toEqual(['contract.validation_rules - judged']);
  });

  test('excludes names every file and line, at most twenty, and holds where there is none', async () => {
    const contract = rule({ kind: 'excludes', path: '**', pattern: '\\bTODO\\b' });
    const evidence = await judge(contract, { 'a.js': 'fine\n// TODO', 'b.js': 'TODOS' });
    expect(evidence.findings).toMatchObject([{ path: 'a.js', actual: 'line 2' }]);
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`f${String(index)}`, 'TODO']),
    );
    expect((await judge(contract, many)).findings).toHaveLength(20);
    expect(counts(await judge(contract, {}))).toBe('1 of 1');
  });

  test.each([
    ['{"a":{"b/c":[1,0]}}', '/a/b~1c/1', undefined],
    ['{"a":null}', '/a', undefined],
    ['{"a":1}', undefined, undefined],
    ['{"a":1}', '/b', 'has no value at /b'],
    ['{"a":1}', '/constructor', 'has no value at /constructor'],
    ['{a:1}', undefined, 'is not valid JSON'],
  ])('json %s with pointer %s', async (text, pointer, problem) => {
    const contract = rule({
      kind: 'json',
      path: 'a.json',
      ...(pointer === undefined ? {} : { pointer }),
    });
    const { findings } = await judge(contract, { 'a.json': text });
    expect(findings.map(({ actual }) => actual)).toEqual(problem === undefined ? [] : [problem]);
  });

  test('max_size counts bytes', async () => {
    const contract = rule({ kind: 'max_size', path: '*', bytes: 4 });
    const evidence = await judge(contract, { a: 'abcd', b: 'äbcd' });
    expect(evidence.findings).toMatchObject([{ path: 'b', actual: '5 bytes' }]);
  });

  test('the severity of a rule is the severity of its findings', async () => {
    const validation_rules = [
      { kind: 'excludes', path: '*', pattern: 'x', message: 'No x.', severity: 'warning' } as const,
    ];
    const evidence = await judge({ validation_rules }, { a: 'x' });
    expect(evidence.findings).toMatchObject([{ severity: 'warning', message: 'No x. a, line 1.' }]);
  });

  test('a pattern that backtracks without end is given up, and the contract is blamed', async () => {
    const contract = rule({ kind: 'excludes', path: '*', pattern: '(a+)+$' });
    const evidence = await judge(contract, { a: `${'a'.repeat(40)}!` });
    expect(evidence.findings).toMatchObject([
      { severity: 'warning', owner: 'judged', message: expect.stringContaining('takes too long') },
    ]);
  });

  test('a pattern that is none is a fault of the contract', async () => {
    const evidence = await judge(rule({ kind: 'contains', path: '*', pattern: '(' }), { a: '(' });
    expect(evidence.findings).toMatchObject([{ severity: 'warning', owner: 'judged' }]);
  });

  test('something far down a long line is found', async () => {
    const contract = rule({ kind: 'excludes', path: '*', pattern: 'needle' });
    const { findings } = await judge(contract, { a: `${'x'.repeat(123_456)}needle` });
    expect(findings).toHaveLength(1);
  });
});

describe('contract: the whole', () => {
  test('five thousand files are judged in seconds', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [
        `src/${String(index % 50)}/file${String(index)}.js`,
        `export const value = ${String(index)};\n`.repeat(20),
      ]),
    );
    const contract = {
      required_files: ['src/**', '**/*.js'],
      quality_thresholds: { min_files: 5_000 },
      ...rule({ kind: 'excludes', path: 'src/**', pattern: '\\b(TODO|FIXME)\\b' }),
    };
    const started = performance.now();
    const evidence = await judge(contract, files);
    expect(counts(evidence)).toBe('4 of 4');
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('without a rule nothing is measured', async () => {
    expect(await judge({}, { a: 'x' })).toMatchObject({ outcome: 'skipped', checked: 0 });
  });
});

test('a finding of every kind of rule says what was expected and what is there', async () => {
  const rules = [
    { kind: 'contains', path: 'a.md', pattern: 'x' },
    { kind: 'contains', path: 'b.md', pattern: 'x' },
    { kind: 'excludes', path: 'a.md', pattern: 'One' },
    { kind: 'excludes', path: 'a.md', pattern: '(' },
    { kind: 'json', path: 'a.md' },
    { kind: 'json', path: 'b.json' },
    { kind: 'max_size', path: 'a.md', bytes: 1 },
  ].map((more) => ({ message: 'Mend it.', severity: 'error', ...more }) as ValidationRule);
  const { findings } = await judge(
    {
      required_files: ['a.md', 'c.md', 'empty.md'],
      required_directories: ['docs'],
      required_documentation_sections: { 'a.md': ['Scope'], 'b.md': ['Scope'] },
      quality_thresholds: { min_files: 9, min_words: 9 },
      validation_rules: rules,
    },
    { 'a.md': 'One two', 'empty.md': '' },
  );
  expect(findings.length).toBeGreaterThan(rules.length + 6);
  for (const { expected = '', actual = '', message } of findings) {
    expect([message, expected === '', actual === '']).toEqual([message, false, false]);
  }
});
