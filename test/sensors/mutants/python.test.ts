import { expect, test } from '@jest/globals';
import { spliced } from '../../../src/sensors/code/splice.ts';
import { measured } from '../../../src/sensors/evidence.ts';
import type { Mutant } from '../../../src/sensors/mutants/mutant.ts';
import { mutantsOf } from '../../../src/sensors/mutants/mutants-of.ts';
import { readText } from '../../../src/sensors/tree-files.ts';
import type { Sensor } from '../../../src/sensors/index.ts';
import { at, sensed } from '../support/product.ts';

/** The mutants of some files, as a sensor sees them. */
const mutantsIn = async (files: Readonly<Record<string, string>>): Promise<readonly Mutant[]> => {
  let found: readonly Mutant[] = [];
  const sensor: Sensor = {
    name: 'mutation',
    async sense(ctx) {
      const texts = await Promise.all(
        [...ctx.tree.keys()].map(async (path) => [path, await readText(ctx, path)] as const),
      );
      found = await mutantsOf(ctx, ctx.tree, new Map(texts));
      return measured(ctx, 'mutation', { note: '', checked: 1, held: 1, findings: [] });
    },
  };
  await sensed({ files }, sensor);
  return found;
};

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['a < b', ['(a) <= (b)']],
  ['a <= b', ['(a) < (b)']],
  ['a > b', ['(a) >= (b)']],
  ['a >= b', ['(a) > (b)']],
  ['a == b', ['(a) != (b)']],
  ['a != b', ['(a) == (b)']],
  ['a in b', ['(a) not in (b)']],
  ['a is not b', ['(a) is (b)']],
  ['a + b', ['(a) - (b)']],
  ['a - b', ['(a) + (b)']],
  ['a * b', ['(a) / (b)']],
  ['a // b', ['(a) * (b)']],
  ['a and b', ['(a) or (b)']],
  ['not a', ['(a)']],
  ['say(a)', ['pass']],
  ['raise a', ['pass', 'raise Exception()']],
  ['raise Exception(a)', ['pass', 'raise Exception()']],
  ['raise Exception()', ['pass']],
  ['raise', ['pass']],
  ['a = True', ['a = False']],
  ['a = 7', ['a = 8']],
  ['if a: b', ['if True: b', 'if False: b']],
  ['def f(): return a', ['def f(): return None']],
  // Offsets are counted as we count: a face is two, and takes four bytes.
  ['s = "😀é"; a < b', ['s = "😀é"; (a) <= (b)']],
  ["a + 'b'", []],
  ['def f(): return None', []],
  ['a b', []],
];

test('mutants of Python are one change each, at its place', async () => {
  const files = CASES.map(([text], index) => [`src/c${String(index)}.py`, text] as const);
  const found = await mutantsIn(Object.fromEntries(files));
  const told = files.map(([path, text]) => [
    text,
    found.filter((mutant) => mutant.path === at(path)).map((mutant) => spliced(text, [mutant])),
  ]);
  expect(told).toEqual(CASES);
});

test('a change is known by the functions around it, and nothing of a product is run to find it', async () => {
  const text = 'raise SystemExit(3)\nclass A:\n    def f(self):\n        return self.a < 1\n';
  const found = await mutantsIn({ 'src/a.py': text, 'ast.py': 'raise SystemExit(4)\n' });
  expect(found.find(({ operator }) => operator === 'comparison')).toMatchObject({
    path: 'src/a.py',
    scope: 'A.f',
    original: 'self.a < 1',
  });
});
