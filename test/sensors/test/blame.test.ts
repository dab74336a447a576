import { describe, expect, test } from '@jest/globals';
import type { PersonaId } from '../../../src/domain/persona.ts';
import type { TreePath } from '../../../src/domain/tree.ts';
import type { SenseContext } from '../../../src/sensors/sensor.ts';
import { blameFor } from '../../../src/sensors/test/blame.ts';
import { browserFindings, lacksBrowser } from '../../../src/sensors/test/browser.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'package.json': '{}',
  'src/start.ts': '',
  'src/half.ts': 'export const half = (n: number) => n / 2;',
  'src/shapes/index.ts': '',
  'tests/half.test.ts': "import { half } from '../src/half.js';",
  'tests/shapes.test.ts': "import { square } from '../src/shapes';",
};

const at = (path: string): TreePath => path as TreePath;

const about = {
  ctx: {
    tree: new Map(Object.keys(TEXTS).map((path) => [at(path), {}])),
    read: (path: TreePath) => Promise.resolve(new TextEncoder().encode(TEXTS[path])),
    producerOf: (path: TreePath) => path as string as PersonaId,
  } as unknown as SenseContext,
  isTest: (path: TreePath) => path.startsWith('tests/'),
  main: at('src/start.ts'),
  fallback: 'tester' as PersonaId,
};

describe('blameFor', () => {
  test('takes no line of code that a runner shows for a line of a trace', async () => {
    const detail = `ReferenceError: hlf is not defined
 ❯ tests/half.test.ts:3:36
      1| import { half } from '../src/half.ts';
    > 2 | import { square } from '../src/shapes/index.ts';
      3| test('halves', () => { expect(hlf(4)).toBe(2); });
       |                               ^`;
    const blame = await blameFor({ name: 'tests/half.test.ts > halves', detail }, about);
    expect(blame).toEqual({ path: 'tests/half.test.ts', owner: 'tests/half.test.ts' });
  });

  test.each([
    ['tests/half.test.ts', 'src/half.ts'],
    ['tests/shapes.test.ts', 'src/shapes/index.ts'],
  ])('%s fails for what it imports as TypeScript does, %s', async (path, owner) => {
    const detail = `AssertionError: expected 1 to be 2\n ❯ ${path}:3:36`;
    expect(await blameFor({ name: 'halves', detail }, about)).toEqual({ path, owner });
  });
});

describe('lacksBrowser', () => {
  test.each([
    "Error: browserType.launch: Executable doesn't exist at /home/p/chrome-headless-shell",
    'Error: browserType.launch: Target page, context or browser has been closed',
    'selenium.common.exceptions.SessionNotCreatedException: Message: session not created: Chrome instance exited.',
    'selenium.common.exceptions.NoSuchDriverException: Message: Unable to obtain driver for chrome',
    'Error: Failed to launch the browser process!',
  ])('%s', (detail) => {
    expect(lacksBrowser({ name: 'opens', detail })).toBe(true);
  });

  test.each([
    'Error: expect(locator).toBeVisible() failed',
    'selenium.common.exceptions.NoSuchElementException: Message: no such element',
  ])('is not said of %s', (detail) => {
    expect(lacksBrowser({ name: 'opens', detail })).toBe(false);
  });

  test('tests of one file are one finding, to be mended by who wrote it', async () => {
    const detail = 'Error: browserType.launch: Target page, context or browser has been closed';
    const failures = [
      { name: '[chromium] › tests/half.test.ts › one', detail },
      { name: '[chromium] › tests/half.test.ts › two', detail },
      { name: '[chromium] › tests/shapes.test.ts › three', detail },
    ];
    const findings = await browserFindings(failures, about);
    expect(findings.map(({ path, owner }) => [path, owner])).toEqual([
      ['tests/half.test.ts', 'tests/half.test.ts'],
      ['tests/shapes.test.ts', 'tests/shapes.test.ts'],
    ]);
    expect(findings[0]).toMatchObject({ rule: 'tests.no_browser', actual: detail });
    expect(findings[0]?.message).toContain('2 tests ask for a browser');
  });
});
