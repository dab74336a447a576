import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { ownersOf } from '../../src/domain/ownership.ts';
import type { Matches, Territory } from '../../src/domain/ownership.ts';
import { anyPath, personaId, treePath } from './arbitraries.ts';

const matches: Matches = (glob, path) => picomatch.isMatch(path, glob, { dot: true });
const territory = (persona: string, ...owns: readonly string[]): Territory => ({
  persona: personaId(persona),
  owns,
});

const team = [
  territory('backend', '**'),
  territory('architect', 'design/**'),
  territory('database', 'design/data-model.md', 'db/**'),
  territory('frontend', 'public/**', 'web/*.{html,css}'),
];
const owners = (path: string, of = team): readonly string[] =>
  ownersOf(treePath(path), of, matches);

describe('the owner of a path', () => {
  test.each([
    ['README.md', 'backend'],
    ['.env', 'backend'],
    ['design/architecture.md', 'architect'],
    ['design/data-model.md', 'database'],
    ['design/data-model.md.bak', 'architect'],
    ['db/migrations/1.sql', 'database'],
    ['public/.well-known/x', 'frontend'],
    ['web/a.css', 'frontend'],
    ['web/a.js', 'backend'],
  ])('of %s is %s: the most specific glob wins', (path, owner) => {
    expect(owners(path)).toEqual([owner]);
  });

  test('is nobody where no glob matches', () => {
    expect(owners('README.md', [territory('architect', 'design/**')])).toEqual([]);
    expect(owners('README.md', [])).toEqual([]);
  });

  test('is shared where two are equally specific', () => {
    expect(owners('src/a.js', [territory('ada', 'src/**'), territory('bob', 'src/*')])).toEqual([
      'ada',
      'bob',
    ]);
  });

  test('has a glob that matches the path, and somebody who owns all is never passed over', () => {
    fc.assert(
      fc.property(anyPath, fc.shuffledSubarray(team), (path, some) => {
        const found = ownersOf(path, some, matches);
        for (const id of found) {
          const globs = some.find(({ persona }) => persona === id)?.owns ?? [];
          expect(globs.some((glob) => matches(glob, path))).toBe(true);
        }
        if (some.some(({ persona }) => persona === 'backend')) expect(found).toHaveLength(1);
      }),
    );
  });
});
