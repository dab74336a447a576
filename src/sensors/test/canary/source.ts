import { randomInt } from 'node:crypto';
import { randomWords } from './names.ts';

/** A test that is put beside the product's own. */
export interface Planted {
  /** As the runner is to report it. */
  readonly name: string;
  readonly text: string;
}

type Writer = (name: string, left: number, right: number, beside: string) => string;

const quoted = (text: string): string => JSON.stringify(text).replaceAll('"', "'");
const snake = (name: string): string => name.replaceAll(' ', '_');
const camel = (name: string): string =>
  name.replace(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase());

const usesImport = (beside: string): boolean =>
  /^\s*import\b/m.test(beside) || !beside.includes('require(');

/** Names that no file has, since the text may be put at the end of one. */
const bound = (name: string): string => camel(name).replace(/^./, (letter) => letter.toLowerCase());

const load = (beside: string, what: string, as: string, from: string): string =>
  usesImport(beside)
    ? `import { ${what} as ${as} } from '${from}';`
    : `const { ${what}: ${as} } = require('${from}');`;

const nodeTest: Writer = (name, left, right, beside) => {
  const [run, same] = [`${bound(name)}Case`, `${bound(name)}Same`];
  return `
${load(beside, 'test', run, 'node:test')}
${load(beside, 'strictEqual', same, 'node:assert')}

${run}(${quoted(name)}, () => {
  ${same}([${String(left)}, 1].reduce((sum, one) => sum + one, 0), ${String(right + 1)});
});
`;
};

const expecting =
  (module: string | undefined): Writer =>
  (name, left, right, beside) => {
    const [run, want] = [`${bound(name)}Case`, `${bound(name)}Expect`];
    const loaded =
      module === undefined
        ? []
        : [load(beside, 'test', run, module), load(beside, 'expect', want, module)];
    const [test, expect] = module === undefined ? ['test', 'expect'] : [run, want];
    return `
${loaded.join('\n')}

${test}(${quoted(name)}, () => {
  ${expect}([${String(left)}, 1].reduce((sum, one) => sum + one, 0)).toBe(${String(right + 1)});
});
`;
  };

const mocha: Writer = (name, left, right, beside) => {
  const same = `${bound(name)}Same`;
  const run = /\bsuite\s*\(/.test(beside) && !/\bit\s*\(/.test(beside) ? 'test' : 'it';
  return `
${load(beside, 'strictEqual', same, 'node:assert')}

${run}(${quoted(name)}, () => {
  ${same}([${String(left)}, 1].reduce((sum, one) => sum + one, 0), ${String(right + 1)});
});
`;
};

const pytest: Writer = (name, left, right) => `

def test_${snake(name)}():
    assert sum([${String(left)}, 1]) == ${String(right + 1)}
`;

const unittest: Writer = (name, left, right) => `

import unittest as ${snake(name)}


class ${camel(name)}Test(${snake(name)}.TestCase):
    def test_${snake(name)}(self):
        self.assertEqual(sum([${String(left)}, 1]), ${String(right + 1)})
`;

/** Test frameworks that a canary can be written for. */
export type Framework =
  'node:test' | 'Jest' | 'Vitest' | 'Mocha' | 'Playwright' | 'pytest' | 'unittest';

/** For Jest with or without its globals, by what stands beside. */
const jest: Writer = (name, left, right, beside) => {
  const module = beside.includes('@jest/globals') ? '@jest/globals' : undefined;
  return expecting(module)(name, left, right, beside);
};

const WRITERS: Readonly<Record<Framework, Writer>> = {
  'node:test': nodeTest,
  Jest: jest,
  Vitest: expecting('vitest'),
  Mocha: mocha,
  Playwright: expecting('@playwright/test'),
  pytest,
  unittest,
};

/** A test with a random name that must pass, or one that must fail. @param beside a test file of the product. */
export const plant = (framework: Framework, passes: boolean, beside: string): Planted => {
  const name = randomWords(4, beside).join(' ');
  const value = randomInt(2, 900);
  const text = WRITERS[framework](name, value, passes ? value : value + randomInt(1, 9), beside);
  const python = framework === 'pytest' || framework === 'unittest';
  return { name: python ? `test_${snake(name)}` : name, text };
};
