import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { reportCsv } from '../../src/report/to-csv.ts';
import { reportHtml } from '../../src/report/to-html.ts';
import { personaId, treePath } from '../domain/arbitraries.ts';
import { reportWith } from './example.ts';

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><link rel=stylesheet href=//evil.example/x.css>',
  '</title><meta http-equiv=refresh content=0;url=//evil.example>',
  '<!--<base href=//evil.example/>',
  'javascript:alert(1)',
  '&lt;script&gt;',
  '\u202egnp.exe\u0000\u001b[2J',
];

const TAGS = new Set(
  `!doctype html head meta title style body h1 h2 table thead tbody tr th td code pre div span p ol li
  details summary strong svg text circle line rect polyline`.split(/\s+/),
);
const ATTRIBUTES = new Set(
  `html lang charset http-equiv content name class open viewBox width height role aria-label x y x1 x2 y1
  y2 cx cy r points text-anchor`.split(/\s+/),
);

interface Tag {
  readonly name: string;
  readonly attributes: readonly string[];
}

/** Every tag as a browser would see it: from `<` and a letter, `/` or `!` to the next `>`. */
const tagsOf = (html: string): readonly Tag[] =>
  [...html.matchAll(/<[/]?([!a-zA-Z][a-zA-Z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g)].map(
    ([, name = '', rest = '']) => ({
      name,
      attributes: [...rest.replace(/="[^"]*"/g, '').matchAll(/[^\s/]+/g)].map(([word]) => word),
    }),
  );

const styleless = (html: string): string => html.replace(/<style>[^]*?<\/style>/, '');

const expectOnlyOurs = (html: string): void => {
  const rest = styleless(html);
  for (const { name, attributes } of tagsOf(rest)) {
    expect(TAGS).toContain(name);
    for (const attribute of attributes) expect(ATTRIBUTES).toContain(attribute);
  }
  // No sign of a tag that is none of those.
  expect(rest.replace(/<[/]?[!a-zA-Z][a-zA-Z0-9]*(?:[^>"']|"[^"]*"|'[^']*')*>/g, '')).not.toMatch(
    /[<>]/,
  );
};

describe('a report as HTML', () => {
  test.each(HOSTILE)('keeps %j a text, wherever it stands', (text) => {
    const html = reportHtml(reportWith(text));
    expectOnlyOurs(html);
    expect(html).not.toContain('<script');
    // eslint-disable-next-line no-control-regex -- that they are not there
    expect(html).not.toMatch(/[\u0000\u001b\u202e]/);
  });

  test('keeps any text a text', () => {
    const nasty = fc.string({
      unit: fc.constantFrom(...'<>"\'`&=/ ;ax-!'.split('')),
      maxLength: 40,
    });
    fc.assert(
      fc.property(nasty, (text) => {
        expectOnlyOurs(reportHtml(reportWith(text)));
      }),
      { numRuns: 25 },
    );
  });

  test('asks nobody for anything, and forbids it', () => {
    const html = reportHtml(reportWith('plain'));
    const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
      .exec(html)?.[1]
      ?.replaceAll('&#39;', "'");
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/https?:|url\(|@import|\bsrc=|\bhref=|\bon\w+=/);
  });

  test('shows phases, scores by iteration, evidence with command and exit code, cost and time', () => {
    const html = reportHtml(reportWith('npm test')).replace(/>\s+</g, '><');
    for (const part of [
      'testing, iteration 2: 0.97, passed',
      '<code>npm test</code></td><td class="n">1</td>',
      '7 of 10',
      'unknown: nothing measured it',
      '$0.0015',
      '65.0 s',
      '(rule-based)',
      'What to do',
      'Files that personas removed</h2><ol><li><code>npm test</code>',
    ]) {
      expect(html).toContain(part);
    }
  });

  test('is bounded, however much was found', () => {
    const report = reportWith('x'.repeat(100_000));
    const findings = Array.from({ length: 5_000 }, (_, n) => ({
      severity: 'error' as const,
      rule: 'a.b',
      message: `Case ${String(n)}`,
      owner: personaId('ada'),
    }));
    const gates = report.gates.map((gate) => ({
      ...gate,
      evidence: gate.evidence.map((item) => ({ ...item, findings })),
    }));
    const path = treePath('a.txt');
    const removed = Array.from({ length: 201 }, () => ({ path, removedBy: 'ada.testing.1' }));
    const html = reportHtml({ ...report, gates, removed });
    expect(html).toContain('And 4800 more');
    expect(html).toContain('And 1 more.');
  });
});

/** Rows of RFC 4180. */
const parseCsv = (text: string): readonly (readonly string[])[] => {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, cell = '', end] of cells) {
    const value = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    rows.at(-1)?.push(value);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
};

describe('a report as CSV', () => {
  test('has a row for each gate, dimension, evidence, finding, persona and removed file', () => {
    const [head = [], ...rows] = parseCsv(reportCsv(reportWith('say "a, b"\nand c')));
    expect(rows.every((row) => row.length === head.length)).toBe(true);
    const at = (row: readonly string[], name: string): string | undefined =>
      row[head.indexOf(name)];
    const of = (record: string) => rows.filter((row) => at(row, 'record') === record);
    expect(of('gate').map((row) => at(row, 'score'))).toEqual(['1', '0.69', '0.97']);
    expect(of('evidence')).toHaveLength(4);
    expect(of('finding')[0] && at(of('finding')[0] ?? [], 'text')).toBe('say "a, b"\nand c');
    expect(of('dimension').map((row) => at(row, 'text'))).toContain('unknown');
    expect(of('persona').map((row) => at(row, 'cost_usd'))).toEqual(['0.0015', '0']);
    expect(of('removed').map((row) => at(row, 'name'))).toEqual(['say "a, b"\nand c']);
  });

  test.each(['=1+1', '+SUM(A1)', '-2', '@x', '\t=1'])('marks %j as a text', (text) => {
    const rows = parseCsv(reportCsv(reportWith(text)));
    expect(rows.flat().some((cell) => cell === text)).toBe(false);
    expect(rows.flat()).toContain(`'${text}`);
  });
});
