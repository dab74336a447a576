import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matches } from '../../../src/adapters/globs/picomatch.ts';

describe('matches', () => {
  test.each([
    ['src/**', 'src/a/b.js'],
    ['src/**', 'src/.hidden'],
    ['**', '.github/workflows/ci.yml'],
    ['*.md', 'README.md'],
    ['{a,b}/?.js', 'b/x.js'],
    ['design/openapi.json', 'design/openapi.json'],
  ])('%s fits %s', (glob, path) => {
    expect(matches(glob, path)).toBe(true);
  });

  test.each([
    ['*.md', 'docs/README.md'],
    ['src/*', 'src/a/b.js'],
    ['!src/**', 'README.md'],
    ['+(a|b).js', 'aa.js'],
    ['', 'a'],
    [`${'a'.repeat(70_000)}*`, 'a'],
  ])('%.20s does not fit %s', (glob, path) => {
    expect(matches(glob, path)).toBe(false);
  });

  test('a path without wildcards fits itself and nothing else', () => {
    const path = fc.stringMatching(/^[a-z]{1,5}(\/[a-z]{1,5}){0,3}\.[a-z]{2}$/);
    fc.assert(
      fc.property(path, path, (glob, other) => {
        expect(matches(glob, other)).toBe(glob === other);
      }),
    );
  });

  test('forgetting what was compiled changes no answer', () => {
    for (let index = 0; index < 2_100; index += 1) {
      expect(matches(`dir${String(index)}/**`, `dir${String(index)}/x`)).toBe(true);
    }
    expect(matches('dir1/**', 'dir1/x')).toBe(true);
    expect(matches('dir1/**', 'dir2/x')).toBe(false);
  });
});
