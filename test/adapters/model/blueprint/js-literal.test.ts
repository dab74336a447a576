import vm from 'node:vm';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { literal } from '../../../../src/adapters/model/blueprint/text/js-literal.ts';
import type { Literal } from '../../../../src/adapters/model/blueprint/text/js-literal.ts';

const anyValue = fc.letrec<{ value: Literal }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.constantFrom("'", '"', '\\', '`${x}`', '\u2028', '</script>', '\n'),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
})).value;

test('a literal evaluates to the value that it was made of', () => {
  fc.assert(
    fc.property(anyValue, fc.nat(8), (value, indent) => {
      const result: unknown = vm.runInNewContext(`(${literal(value, indent)})`);
      expect(JSON.stringify(result)).toBe(JSON.stringify(value));
    }),
  );
});

test('what does not fit on a line is broken, an item a line', () => {
  const long = 'x'.repeat(60);
  expect(literal({ a: 1, b: ['y'] })).toBe("{ a: 1, b: ['y'] }");
  expect(literal({ a: long, b: long })).toBe(`{\n  a: '${long}',\n  b: '${long}',\n}`);
});
