import { describe, expect, test } from '@jest/globals';
import { matches } from '../../src/adapters/globs/picomatch.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { phaseBefore } from '../../src/domain/phases.ts';
import type { Phase } from '../../src/domain/phases.ts';
import type { Tree } from '../../src/domain/tree.ts';
import { sensorsFor } from '../../src/sensors/index.ts';
import { keeperOf, producersIn } from '../../src/sensors/owners.ts';
import { at, member, TEAM } from './support/product.ts';

const treeBy = (by: string): Tree =>
  new Map([[at('src/a.js'), { blob: 'x' as Digest, size: 1, mode: 'file', by }]]);

describe('producersIn', () => {
  test.each([
    ['tester.testing.2', 'tester'],
    ['import', 'backend'],
    ['not a run id', 'backend'],
  ])('a file by %s was produced by %s', (by, producer) => {
    expect(producersIn(treeBy(by), TEAM, matches)(at('src/a.js'))).toBe(producer);
  });

  test('a path that nobody owns falls to who came last', () => {
    expect(producersIn(new Map(), TEAM, matches)(at('nowhere'))).toBe('operator');
  });
});

describe('keeperOf', () => {
  test('who asks for it in this phase comes first, then who asked last, then who is required', () => {
    const team = [...TEAM, member('auditor', 'deployment')];
    const asks = (name: string) => (each: (typeof team)[number]) => each.persona.id === name;
    expect(keeperOf(team, 'deployment', asks('auditor'))).toBe('auditor');
    expect(keeperOf(team, 'deployment', asks('tester'))).toBe('tester');
    expect(keeperOf(team, 'deployment', () => false)).toBe('operator');
  });
});

describe('sensorsFor', () => {
  const names = (phase: Phase | undefined): readonly string[] =>
    phase === undefined ? [] : sensorsFor(phase).map(({ name }) => name);

  test.each([
    ['requirements', ['contract', 'scenarios', 'secrets', 'licences', 'integrity', 'tree']],
    ['design', ['api', 'traceability', 'data_model']],
    ['implementation', ['install', 'build', 'types', 'lint', 'conformance']],
    ['testing', ['test', 'coverage', 'scenario_coverage', 'test_plan', 'order', 'mutation']],
    ['deployment', ['delivery', 'smoke']],
  ] as const)('%s measures what was measured before, and more', (phase, more) => {
    const before = names(phaseBefore(phase));
    expect(names(phase).filter((name) => !before.includes(name))).toEqual(more);
    expect(names(phase)).toEqual(expect.arrayContaining([...before]));
  });
});
