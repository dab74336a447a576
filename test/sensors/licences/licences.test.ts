import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { licencesIn } from '../../../src/sensors/licences/expression.ts';
import { licencesSensor } from '../../../src/sensors/licences/licences.ts';
import { sensedBy } from '../support/product.ts';

type Json = Readonly<Record<string, unknown>>;

const judge = (files: Readonly<Record<string, string>>): Promise<Evidence> =>
  sensedBy({ files }, licencesSensor);

const manifest = (more: Json): string => JSON.stringify({ name: 'a', version: '1.0.0', ...more });

const lock = (packages: Json): string => JSON.stringify({ lockfileVersion: 3, packages });

const MIT = 'Copyright 2030\n\nPermission is hereby\ngranted, free of charge, to any person';

describe('licences', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['an id', { 'package.json': manifest({ license: 'MIT' }) }],
    ['an expression', { 'package.json': manifest({ license: '(MIT OR Apache-2.0)' }) }],
    [
      'a text of its own',
      { 'package.json': manifest({ license: 'SEE LICENSE IN TERMS.md' }), 'TERMS.md': 'x' },
    ],
    ['no licence, on purpose', { 'package.json': manifest({ license: 'UNLICENSED' }) }],
    [
      'the text of one of two',
      { 'package.json': manifest({ license: 'MIT OR Apache-2.0' }), 'LICENSE-MIT': MIT },
    ],
    ['Python', { 'pyproject.toml': '[project]\nlicense = {text = "MIT"}\n', LICENSE: MIT }],
    [
      'a text that nobody knows',
      { 'package.json': manifest({ license: 'MIT' }), LICENSE: 'Be nice.' },
    ],
    [
      'one text that is of two',
      {
        'package.json': manifest({ license: 'MIT' }),
        LICENSE: `Licensed under the Apache License, Version 2.0\n\nWhat is older:\n${MIT}`,
      },
    ],
    ['a text alone', { 'package.json': manifest({}), LICENSE: MIT }],
    [
      'packages',
      {
        'package.json': manifest({ license: 'MIT' }),
        'package-lock.json': lock({
          '': {},
          'node_modules/a': { license: 'MIT OR GPL-3.0-only' },
          'node_modules/b': { license: 'GPL-3.0-only', dev: true },
        }),
      },
    ],
  ])('hold with %s', async (_what, files) => {
    const evidence = await judge(files);
    expect(evidence).toMatchObject({ outcome: 'measured', findings: [] });
    expect(evidence.held).toBe(evidence.checked);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'no id',
      { 'package.json': manifest({ license: 'Apache 2' }) },
      'warning licences.expression package.json',
    ],
    [
      'a file that is not there',
      { 'package.json': manifest({ license: 'SEE LICENSE IN x' }) },
      'warning licences.expression package.json',
    ],
    [
      'the text of another',
      { 'package.json': manifest({ license: 'Apache-2.0' }), LICENSE: MIT },
      'error licences.text LICENSE',
    ],
    [
      'a text of GNU that names another',
      {
        'package.json': manifest({ license: 'GPL-3.0-only' }),
        LICENSE: 'GNU AFFERO GENERAL PUBLIC LICENSE, based on the GNU General Public License',
      },
      'error licences.text LICENSE',
    ],
    ['nothing said', { 'package.json': manifest({}) }, 'warning licences.none package.json'],
    [
      'a stricter package',
      {
        'package.json': manifest({ license: 'MIT' }),
        'package-lock.json': lock({ 'node_modules/@a/b': { license: 'AGPL-3.0-or-later' } }),
      },
      'warning licences.copyleft package-lock.json',
    ],
  ])('do not hold with %s', async (_what, files, expected) => {
    const evidence = await judge(files);
    const found = evidence.findings.map(
      ({ severity, rule, path }) => `${severity} ${rule} ${path ?? ''}`,
    );
    expect(found).toEqual([expected]);
    expect(evidence.held).toBeLessThan(evidence.checked);
  });

  test('hold where the declared one has its text, beside that of a choice', async () => {
    const files = {
      LICENSE: MIT,
      'LICENSE.APACHE2': 'Apache License\nVersion 2.0, January 2004\n',
    };
    const evidence = await judge({ ...files, 'package.json': manifest({ license: 'MIT' }) });
    expect(evidence.findings).toEqual([]);
    const other = await judge({ ...files, 'package.json': manifest({ license: 'ISC' }) });
    expect(other.findings.map(({ path }) => path)).toEqual(['LICENSE', 'LICENSE.APACHE2']);
  });

  test('are not measured in a private product that says nothing', async () => {
    expect((await judge({ 'package.json': manifest({ private: true }) })).outcome).toBe('skipped');
  });
});

describe('licencesIn', () => {
  test.each([
    ['MIT', ['MIT']],
    ['Apache-2.0 AND (MIT OR BSD-3-Clause)', ['Apache-2.0', 'MIT', 'BSD-3-Clause']],
    ['whatever', undefined],
    ['', undefined],
    ['('.repeat(100_000), undefined],
    ['('.repeat(299), undefined],
  ])('expression %#', (expression, ids) => {
    expect(licencesIn(expression)).toEqual(ids);
  });
});
