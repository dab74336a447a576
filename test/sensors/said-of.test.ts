import { expect, test } from '@jest/globals';
import { saidOf } from '../../src/sensors/said-of.ts';
import { at } from './support/product.ts';

/** As the tools print it, from a run of each. */
const OUTPUTS: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
  [
    'tsc',
    `src/a.ts(2,5): error TS2322: Type 'number' is not assignable to type 'string'.
src/a.ts(3,1): error TS2304: Cannot find name 'y'.`,
    {
      'src/a.ts': `src/a.ts(2,5): error TS2322: Type 'number' is not assignable to type 'string'.
src/a.ts(3,1): error TS2304: Cannot find name 'y'.`,
    },
  ],
  [
    'ESLint',
    `
/project/src/c.js
  1:7   error  'unused' is assigned a value but never used  no-unused-vars
  2:14  error  Empty block statement                        no-empty

✖ 2 problems (2 errors, 0 warnings)
`,
    {
      'src/c.js': `1:7   error  'unused' is assigned a value but never used  no-unused-vars
2:14  error  Empty block statement                        no-empty`,
    },
  ],
  [
    'mypy',
    `pkg/mod.py:4: error: Incompatible return value type (got "int", expected "str")  [return-value]
Found 1 error in 1 file (checked 3 source files)`,
    {
      'pkg/mod.py':
        'pkg/mod.py:4: error: Incompatible return value type (got "int", expected "str")  [return-value]',
    },
  ],
  [
    'Ruff',
    `F401 [*] \`os\` imported but unused
 --> pkg/mod.py:1:8
  |
1 | import os
  |        ^^
help: Remove unused import: \`os\`
`,
    { 'pkg/mod.py': 'F401 [*] `os` imported but unused\n--> pkg/mod.py:1:8' },
  ],
  [
    'Flake8',
    `./pkg/mod.py:1:1: F401 'os' imported but unused
./pkg/mod.py:2:1: F401 'sys' imported but unused`,
    {
      'pkg/mod.py': `./pkg/mod.py:1:1: F401 'os' imported but unused
./pkg/mod.py:2:1: F401 'sys' imported but unused`,
    },
  ],
];

test.each(OUTPUTS)('%s: all that it says of a file stands with it', (_tool, output, expected) => {
  const paths = ['src/a.ts', 'src/c.js', 'pkg/mod.py'].map(at);
  expect(Object.fromEntries(saidOf(output, paths))).toEqual(expected);
});

test('a file named without end is told of in a few lines', () => {
  const output = Array.from({ length: 500 }, (_, line) => `src/a.ts(${String(line)}): no`).join(
    '\n',
  );
  const said = saidOf(output, [at('src/a.ts')]).get(at('src/a.ts')) ?? '';
  expect(said.split('\n')).toHaveLength(12);
});
