import { randomInt } from 'node:crypto';
import { randomWords } from './names.ts';
import { bound, camel, load, loadWhole, quoted, snake } from './words.ts';

/** A test that is put beside the product's own. */
export interface Planted {
  /** As the runner is to report it. */
  readonly name: string;
  readonly text: string;
}

type Writer = (name: string, left: number, right: number, beside: string) => string;

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

/** Tests that are given what they assert with. */
const given =
  (module: 'tape' | 'tap'): Writer =>
  (name, left, right, beside) => {
    const run = `${bound(name)}Case`;
    const loaded =
      module === 'tape' ? loadWhole(beside, run, module) : load(beside, 'test', run, module);
    return `
${loaded}

${run}(${quoted(name)}, function (t) {
  t.equal([${String(left)}, 1].reduce((sum, one) => sum + one, 0), ${String(right + 1)}, ${quoted(name)});
  t.end();
});
`;
  };

const ava: Writer = (name, left, right, beside) => {
  const run = `${bound(name)}Case`;
  return `
${loadWhole(beside, run, 'ava')}

${run}(${quoted(name)}, (t) => {
  t.is([${String(left)}, 1].reduce((sum, one) => sum + one, 0), ${String(right + 1)});
});
`;
};

/** In a suite of its own, since a file's may have been run where this is put at its end. */
const uvu: Writer = (name, left, right, beside) => {
  const [suite, run, same] = [`${bound(name)}Suite`, `${bound(name)}Case`, `${bound(name)}Same`];
  return `
${load(beside, 'suite', suite, 'uvu')}
${load(beside, 'is', same, 'uvu/assert')}

const ${run} = ${suite}(${quoted(name)});
${run}(${quoted(name)}, () => {
  ${same}([${String(left)}, 1].reduce((sum, one) => sum + one, 0), ${String(right + 1)});
});
${run}.run();
`;
};

/** A script says by an error that something does not hold. */
const plain: Writer = (name, left, right) => `
if ([${String(left)}, 1].reduce((sum, one) => sum + one, 0) !== ${String(right + 1)}) {
  throw new Error(${quoted(name)});
}
`;

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
  | 'node:test'
  | 'Jest'
  | 'Vitest'
  | 'Mocha'
  | 'Playwright'
  | 'tape'
  | 'tap'
  | 'AVA'
  | 'uvu'
  | 'no runner'
  | 'pytest'
  | 'unittest';

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
  tape: given('tape'),
  tap: given('tap'),
  AVA: ava,
  uvu,
  'no runner': plain,
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
