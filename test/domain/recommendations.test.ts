import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/domain/finding.ts';
import { briefly, recommendationsOf } from '../../src/domain/recommendations.ts';
import { worstFirst } from '../../src/domain/worst-first.ts';
import { anyFinding, personaId, treePath } from './arbitraries.ts';

const finding = (given: Partial<Finding>): Finding => ({
  severity: 'error',
  rule: 'tests.failed',
  message: 'SC-1 failed; answer 404.',
  owner: personaId('ada'),
  ...given,
});

describe('findings', () => {
  test('are told once each, worst first', () => {
    const warning = finding({ severity: 'warning', rule: 'a.first' });
    const told = worstFirst([warning, finding({}), finding({}), finding({ rule: 'b.second' })]);
    expect(told.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
      'error b.second',
      'error tests.failed',
      'warning a.first',
    ]);
  });

  test('stay the worse of two severities', () => {
    const told = worstFirst([finding({ severity: 'warning' }), finding({})]);
    expect(told.map(({ severity }) => severity)).toEqual(['error']);
  });

  test('are in the same order however they came', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 8 }), (findings) => {
        const key = ({ severity, rule, path, message, owner }: Finding): unknown[] => [
          severity,
          rule,
          path,
          message,
          owner,
        ];
        expect(worstFirst([...findings].reverse()).map(key)).toEqual(worstFirst(findings).map(key));
      }),
    );
  });
});

describe('recommendations', () => {
  test('are one for each rule and owner, those that mend most first, errors before warnings', () => {
    const path = treePath('src/a.js');
    const all = recommendationsOf([
      finding({ severity: 'warning', rule: 'w.many', message: 'One.' }),
      finding({ severity: 'warning', rule: 'w.many', message: 'Two.' }),
      finding({ rule: 'z.two', path, message: 'First.' }),
      finding({ rule: 'z.two', message: 'Second.' }),
      finding({ rule: 'a.one' }),
      finding({ rule: 'z.two', owner: personaId('bob') }),
      finding({ severity: 'info', rule: 'i.told' }),
    ]);
    expect(all.map(({ rule, owner, count }) => `${rule} ${owner} ${String(count)}`)).toEqual([
      'z.two ada 2',
      'a.one ada 1',
      'z.two bob 1',
      'w.many ada 2',
    ]);
    expect(all[0]).toMatchObject({ severity: 'error', paths: [path] });
  });

  test('are none without a finding, and three brief lines of many', () => {
    expect(recommendationsOf([])).toEqual([]);
    const many = ['a', 'b', 'c', 'd'].map((rule) =>
      finding({ rule, message: `Do this.\n${'x'.repeat(1_000)}` }),
    );
    const told = briefly(recommendationsOf([...many, finding({ rule: 'a', message: 'z' })]));
    expect(told).toHaveLength(3);
    expect(told[0]).toMatch(/^ada: Do this\. x+… \(and 1 more of a\)$/);
    for (const text of told) expect(text.length).toBeLessThan(260);
  });
});
