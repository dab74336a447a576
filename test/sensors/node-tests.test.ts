import { describe, expect, test } from '@jest/globals';
import { testsAlone } from '../../src/sensors/node-tests.ts';

const alone = (scripts: Readonly<Record<string, string>>): string | undefined =>
  testsAlone({ manifest: { scripts } });

describe('what of a test command runs tests', () => {
  test('is all of it, where nothing is to be left out', () => {
    expect(alone({ test: 'mocha' })).toBeUndefined();
    expect(
      alone({ test: 'npm run unit', unit: 'tsc && node --test dist/*.test.js' }),
    ).toBeUndefined();
    expect(alone({ pretest: 'tsc', test: 'tape dist/*.js' })).toBeUndefined();
    expect(alone({ test: 'eslint .' })).toBeUndefined();
    expect(alone({})).toBeUndefined();
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['linters before it', { test: 'xo && tsd && node test.js' }, 'node test.js'],
    [
      'a linter as a script',
      { test: 'npm run lint && npm run unit', lint: 'standard', unit: 'tap' },
      'tap',
    ],
    [
      'a linter before and an audit after it',
      {
        prelint: 'eclint check $(git ls-files | xargs)',
        lint: 'eslint .',
        pretest: 'npm run --silent lint',
        test: 'npm run tests-only --',
        'tests-only': "nyc tape 'test/**/*.js'",
        posttest: "npx npm@'>=10.2' audit",
      },
      "tape 'test/**/*.js'",
    ],
    [
      'coverage with options',
      { test: 'c8 --100 --include index.js npm run unit', unit: 'node --test' },
      'node --test',
    ],
    [
      'coverage behind variables',
      { test: 'cross-env A=1 nyc -- mocha -R dot' },
      'cross-env A=1 mocha -R dot',
    ],
    ['a reporter of TAP', { test: 'tape test/*.js | tap-spec' }, 'tape test/*.js'],
    ['checks of types', { test: 'tsc --noEmit && jest' }, 'jest'],
    [
      'an audit after a build',
      { pretest: 'tsc -p .', test: 'mocha', posttest: 'aud' },
      'tsc -p . && mocha',
    ],
  ])('is what is left without %s', (_, scripts, left) => {
    expect(alone(scripts)).toBe(left);
  });

  test('is not taken apart where the shell does more than one thing after another', () => {
    expect(alone({ test: 'eslint . ; mocha' })).toBeUndefined();
    expect(alone({ test: 'eslint . || true && mocha' })).toBeUndefined();
    expect(alone({ test: "nyc mocha -g 'a && b'" })).toBeUndefined();
    expect(alone({ test: 'nyc mocha > out.txt | cat' })).toBeUndefined();
  });
});
