import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkValue } from '../../src/field-types.js';

const cases = [
  {
    type: 'string',
    valid: ['a', 'é', 'x'.repeat(200)],
    wrong: ['', '  ', 'a\nb', 'x'.repeat(201), 1],
  },
  {
    type: 'text',
    valid: ['a\nb', 'x'.repeat(10_000)],
    wrong: ['', '\u0000', 'x'.repeat(10_001), {}],
  },
  { type: 'number', valid: [0, -1.5, 1e300], wrong: ['1', NaN, Infinity, true] },
  { type: 'integer', valid: [0, -3, 2 ** 53 - 1], wrong: [1.5, 2 ** 53, '1'] },
  { type: 'money', valid: [0, 19.99, -0.01, 1e12], wrong: [1.999, 1e13, '19.99'] },
  { type: 'boolean', valid: [true, false], wrong: [0, 'true'] },
  {
    type: 'date',
    valid: ['2028-02-29', '0001-01-01'],
    wrong: ['2030-02-29', '2030-1-1', '2030-01-01T00:00:00Z', 1],
  },
  {
    type: 'datetime',
    valid: ['2030-01-31T09:30:00Z', '2030-01-31T09:30+02:00', '2030-01-31T09:30:00.123Z'],
    wrong: ['2030-01-31', '2030-01-31T09:30:00', '2030-01-31T24:00:00Z', '2030-02-31T09:30:00Z', 0],
  },
  {
    type: 'email',
    valid: ['a@example.com', 'a.b+c@sub.example.com'],
    wrong: ['a', 'a@b', 'a b@example.com', '@example.com', 1],
  },
  {
    type: 'url',
    valid: ['https://example.com/a?b=c', 'http://localhost:1'],
    wrong: ['example.com', 'javascript:alert(1)', 'ftp://example.com', 'http://', 1],
  },
  { type: 'enum', values: ['on', 'off'], valid: ['on', 'off'], wrong: ['ON', '', 1] },
  { type: 'reference', valid: ['00000000-0000-4000-8000-000000000000'], wrong: ['1', '', 1] },
];

for (const { valid, wrong, ...field } of cases) {
  describe(`a field of type ${field.type}`, () => {
    for (const value of valid) {
      test(`takes ${JSON.stringify(value).slice(0, 40)}`, () => {
        assert.equal(checkValue(field, value), undefined);
      });
    }
    for (const value of wrong) {
      test(`refuses ${String(JSON.stringify(value)).slice(0, 40)}`, () => {
        assert.match(checkValue(field, value), /^(must|is) /);
      });
    }
  });
}
