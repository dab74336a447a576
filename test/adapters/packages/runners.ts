/** The same suite, written for a runner that is installed from a registry. */
export interface Runner {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly script: string;
  readonly main: string;
  /** Files of the product; all tests pass. */
  readonly files: Readonly<Record<string, string>>;
  /** What coverage comes to: Jest and Vitest rewrite code before they run it. */
  readonly covers: 'measured' | 'skipped';
  /** Each makes failures good: what changes in the files, the file that is at fault, its owner. */
  readonly forged: Readonly<
    Record<
      string,
      {
        readonly script?: string;
        readonly more?: object;
        readonly files: Readonly<Record<string, string>>;
        readonly path: string;
      }
    >
  >;
}

const MODULE = `export const add = (a, b) => a + b;
export const half = (n) => {
  if (n % 2 !== 0) throw new RangeError('odd: ' + n);
  return n / 2;
};
`;

const suite = (head: string, it: string, same: (got: string, want: number) => string): string =>
  `${head}
describe('sums', () => {
  ${it}('adds two numbers', () => { ${same('add(1, 2)', 3)} });
  describe('deeper', () => {
    ${it}('halves an even number', () => { ${same('half(4)', 2)} });
  });
});
${it}('adds none', () => { ${same('add(2, 0)', 2)} });
`;

const expecting = (got: string, want: number): string => `expect(${got}).toBe(${String(want)});`;

export const RUNNERS: readonly Runner[] = [
  {
    name: 'Vitest',
    packages: { vitest: '5.1.1' },
    script: 'vitest run',
    main: 'tests/add.test.ts',
    covers: 'skipped',
    files: {
      'src/add.ts': `export const add = (a: number, b: number): number => a + b;
export const half = (n: number): number => {
  if (n % 2 !== 0) throw new RangeError('odd: ' + String(n));
  return n / 2;
};
`,
      'vitest.config.ts': `import { defineConfig } from 'vitest/config';
export default defineConfig({ test: { include: ['tests/**/*.test.ts'] } });
`,
      'tests/add.test.ts': suite(
        `import { describe, expect, test } from 'vitest';
import { add, half } from '../src/add.js';`,
        'test',
        expecting,
      ),
    },
    forged: {
      'settings with expectations that pass': {
        files: {
          'vitest.config.ts': `export default { test: { setupFiles: ['./tests/setup.ts'] } };\n`,
          'tests/setup.ts': `import { expect } from 'vitest';
expect.extend({ toBe: () => ({ pass: true, message: () => '' }) });
`,
        },
        path: 'vitest.config.ts',
      },
      'a reporter that lies': {
        script: 'vitest run --reporter=./tools/report.js',
        files: {
          'tools/report.js': `export default class {
  onInit() { process.on('exit', () => { process.exitCode = 0; }); }
  onTestRunEnd(modules) {
    const all = modules.flatMap((each) => [...each.children.allTests()]).length;
    console.log(' Test Files  1 passed (1)\\n      Tests  ' + all + ' passed (' + all + ')');
  }
}
`,
        },
        path: 'tools/report.js',
      },
    },
  },
  {
    name: 'Mocha',
    packages: { mocha: '12.0.3' },
    script: 'mocha',
    main: 'test/add.test.js',
    covers: 'measured',
    files: {
      'src/add.js': MODULE,
      'test/add.test.js': suite(
        `import { strictEqual } from 'node:assert/strict';
import { add, half } from '../src/add.js';`,
        'it',
        (got, want) => `strictEqual(${got}, ${String(want)});`,
      ),
    },
    forged: {
      'settings with failures swallowed': {
        files: {
          '.mocharc.json': '{ "require": ["./swallow.cjs"] }',
          'swallow.cjs': `const { Runnable } = require('mocha');
const { run } = Runnable.prototype;
Runnable.prototype.run = function (done) { return run.call(this, () => done()); };
`,
        },
        path: '.mocharc.json',
      },
      'a reporter that lies': {
        script: 'mocha --reporter ./tools/report.cjs',
        files: {
          'tools/report.cjs': `module.exports = function (runner) {
  let all = 0;
  runner.on('test end', () => { all += 1; });
  runner.on('end', () => {
    console.log('\\n  ' + all + ' passing (4ms)\\n');
    process.on('exit', () => process.reallyExit(0));
  });
};
`,
        },
        path: 'tools/report.cjs',
      },
    },
  },
  {
    name: 'Jest',
    packages: { jest: '30.5.2' },
    script: 'jest',
    main: 'tests/add.test.js',
    covers: 'skipped',
    files: {
      'src/add.js': MODULE.replaceAll('export const ', 'exports.'),
      'tests/add.test.js': suite(
        "const { add, half } = require('../src/add.js');",
        'test',
        expecting,
      ),
    },
    forged: {
      'settings with failures swallowed': {
        more: { jest: { setupFilesAfterEnv: ['<rootDir>/tests/setup.js'] } },
        files: {
          'tests/setup.js': `const real = global.test;
const soft = (name, run) => real(name, async () => { try { await run(); } catch {} });
global.test = Object.assign(soft, real);
`,
        },
        path: 'tests/setup.js',
      },
      'a reporter that lies': {
        script: 'jest --reporters=./tools/report.js',
        files: {
          'tools/report.js': `module.exports = class {
  onRunComplete(_, { numTotalTests: all }) {
    process.on('exit', () => process.reallyExit(0));
    console.log('Test Suites: 1 passed, 1 total\\nTests:       ' + all + ' passed, ' + all + ' total');
  }
};
`,
        },
        path: 'tools/report.js',
      },
    },
  },
];

/** The manifest of a product with a runner. */
export const manifestOf = (
  { name, packages, script }: Pick<Runner, 'name' | 'packages' | 'script'>,
  more: object = {},
): string =>
  JSON.stringify({
    name: 'p',
    version: '1.0.0',
    type: name === 'Jest' || name === 'Playwright' ? 'commonjs' : 'module',
    scripts: { test: script },
    devDependencies: packages,
    ...more,
  });
