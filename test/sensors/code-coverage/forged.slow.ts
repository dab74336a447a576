import { describe, expect, test } from '@jest/globals';
import { detectSandbox } from '../../../src/adapters/sandbox/index.ts';
import { named } from '../support/product.ts';
import type { Given } from '../support/product.ts';
import { ADD, coverage, HEAD, node, ONE } from './adding.ts';

describe('a forged report is refused', () => {
  const folder = "mkdirSync('.maestro-ran', { recursive: true })";
  const forging = (what: string): string =>
    `import { mkdirSync, writeFileSync, symlinkSync, truncateSync } from 'node:fs';\n${HEAD}${ONE}${folder};\n${what}\n`;
  const report = (url: string, functions: string): string =>
    `writeFileSync('.maestro-ran/coverage-1-1-0.json', JSON.stringify({ result: [{ url: ${url}, functions: ${functions} }] }));`;
  const here = "'file://' + process.cwd() + '/src/add.js'";
  const one = (start: number, end: number, name = ''): string =>
    `[{ functionName: '${name}', isBlockCoverage: true, ranges: [{ startOffset: ${String(start)}, endOffset: ${String(end)}, count: 1 }] }]`;

  test.each([
    [
      'that speaks of functions that are not there',
      report(here, `[...${one(0, ADD.length)}, ...${one(3, 9, 'odd')}]`),
      'src/add.js',
    ],
    [
      'with ranges that overlap',
      report(
        here,
        `[{ functionName: '', ranges: [[0, ${String(ADD.length)}], [2, 9], [5, 12]].map(([startOffset, endOffset]) => ({ startOffset, endOffset, count: 1 })) }]`,
      ),
      'src/add.js',
    ],
    ['that names /etc/passwd', report("'file:///etc/passwd'", one(0, 10)), '-'],
    [
      'that is nested deep',
      "writeFileSync('.maestro-ran/coverage-1-1-0.json', '['.repeat(1e5));",
      '-',
    ],
    ['that is a link', "symlinkSync('/etc/passwd', '.maestro-ran/coverage-1-1-0.json');", '-'],
  ])('%s', async (_, what, path) => {
    const evidence = await coverage(node(forging(what)));
    expect(named(evidence)).toEqual([`coverage.implausible ${path} tester`]);
    expect(evidence).toMatchObject({ outcome: 'measured', held: 0 });
  });

  test.each([
    ['that speaks of lines that are not there', report(here, one(0, 9_000)), 'src/add.js', 5],
    [
      'of 40 MB',
      "writeFileSync('.maestro-ran/coverage-1-1-0.json', ''); truncateSync('.maestro-ran/coverage-1-1-0.json', 40e6);",
      '-',
      5,
    ],
    [
      'of a source that the tests have changed',
      "writeFileSync('src/add.js', 'export const add = 1;');",
      'src/add.js',
      0,
    ],
  ])('%s, and what is honest stands', async (_, what, path, held) => {
    const evidence = await coverage(node(forging(what)));
    expect(named(evidence)[0]).toBe(`coverage.odd ${path} tester`);
    expect(evidence).toMatchObject({ outcome: 'measured', held });
  });

  test('of a run without tests', async () => {
    const evidence = await coverage(node('', {}, 'node src/add.js'));
    expect(named(evidence)).toEqual(['coverage.implausible - tester']);
    expect(evidence.held).toBe(0);
  });

  test('that the product brings along, which is taken away before', async () => {
    const whole = JSON.stringify({
      result: [
        {
          url: 'file:///project/src/add.js',
          functions: [
            { functionName: '', ranges: [{ startOffset: 0, endOffset: ADD.length, count: 1 }] },
          ],
        },
      ],
    });
    const evidence = await coverage(
      node(HEAD + ONE, { '.maestro-ran/coverage-1-1-0.json': whole }),
    );
    expect(evidence.note).toContain('42 % of 7 lines');
  });
});

/** Only there may code of strangers run. */
const BUBBLEWRAP = (await detectSandbox()).kind === 'bubblewrap';

(BUBBLEWRAP ? describe : describe.skip)('a product of strangers', () => {
  const stranger = (given: Given): Given => ({ ...given, trusted: false });

  test('is run once more over moved lines, and an honest one keeps its figures', async () => {
    const evidence = await coverage(stranger(node(HEAD + ONE)));
    expect(evidence.note).toBe('42 % of 7 lines, 50 % of 4 branches, in 1 files');
    expect(evidence.findings.at(-1)?.actual).toBe('lines 4, 10–13');
  });

  test('that writes down beforehand what would look whole is refused', async () => {
    const claim = `import { mkdirSync, writeFileSync } from 'node:fs';
${HEAD}${ONE}mkdirSync('.maestro-ran', { recursive: true });
const ranges = [{ startOffset: 0, endOffset: ${String(ADD.length)}, count: 9 }];
writeFileSync('.maestro-ran/coverage-1-1-0.json', JSON.stringify({
  result: [{ url: 'file://' + process.cwd() + '/src/add.js', functions: [{ functionName: '', ranges }] }],
}));
`;
    expect((await coverage(node(claim))).note).toContain('100 % of 7 lines');
    const evidence = await coverage(stranger(node(claim)));
    expect(named(evidence)).toEqual(['coverage.implausible src/add.js tester']);
    expect(evidence.held).toBe(0);
  });

  test('gets no credit for what only one of both runs reached, by the lines of the file as it is', async () => {
    const tests = `import { readFileSync } from 'node:fs';
import { never } from '../src/add.js';
${HEAD}${ONE}const isMoved = readFileSync('src/add.js', 'utf8').startsWith('\\n');
test('walks', () => { if (!isMoved) assert.equal(never([1]), 1); });
`;
    expect((await coverage(node(tests))).note).toContain('85 % of 7 lines');
    const evidence = await coverage(stranger(node(tests)));
    expect(evidence.note).toBe('42 % of 7 lines, 50 % of 4 branches, in 1 files');
    expect(evidence.findings.at(-1)?.actual).toBe('lines 4, 10–13');
  });

  test('in Python as well', async () => {
    const files = {
      'src/__init__.py': '',
      'src/add.py': `# Adds.\n\n\ndef add(a, b):\n${'    a = a + b\n'.repeat(20)}    return a\n`,
      'tests/__init__.py': '',
      'tests/test_add.py': `import os
import unittest


class Sums(unittest.TestCase):
    def test_add(self):
        with open(".maestro-ran/lines-7.txt", "w") as out:
            out.write("".join("%d:src/add.py\\n" % (at + 5) for at in range(21)))
`,
    };
    expect((await coverage({ files })).note).toContain('100 % of 21 lines');
    const evidence = await coverage(stranger({ files }));
    expect(named(evidence)).toEqual(['coverage.implausible src/add.py tester']);
  });
});
