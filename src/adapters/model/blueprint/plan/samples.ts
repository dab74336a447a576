import type { Field, FieldType } from '../project.ts';
import type { Literal } from '../text/js-literal.ts';
import { sentenceCase } from './naming.ts';

type Maker = (label: string, n: number) => Literal;

const two = (n: number): string => String(((n - 1) % 28) + 1).padStart(2, '0');

const valid: Readonly<Record<Exclude<FieldType, 'enum' | 'reference'>, Maker>> = {
  string: (label, n) => `${sentenceCase(label)} ${String(n)}`,
  text: (label, n) => `${sentenceCase(label)} ${String(n)}\non two lines`,
  number: (_label, n) => n + 0.5,
  integer: (_label, n) => n,
  money: (_label, n) => n + 19.95,
  boolean: (_label, n) => n % 2 === 1,
  date: (_label, n) => `2030-01-${two(n)}`,
  datetime: (_label, n) => `2030-01-${two(n)}T09:30:00Z`,
  email: (_label, n) => `person${String(n)}@example.com`,
  url: (_label, n) => `https://example.com/${String(n)}`,
};

const wrong: Readonly<Record<FieldType, Literal>> = {
  string: 42,
  text: 42,
  number: 'many',
  integer: 1.5,
  money: 1.234,
  boolean: 'yes',
  date: '2030-02-31',
  datetime: 'tomorrow',
  email: 'nobody',
  url: 'javascript:alert(1)',
  enum: 'no such value',
  reference: 'no such id',
};

/** A valid value of a field that is not a reference; different for different small `n` ≥ 1. */
export function sampleValue(field: Field, n = 1): Literal {
  if (field.type === 'enum') {
    const values = field.values ?? [];
    return values[(n - 1) % values.length] ?? null;
  }
  return field.type === 'reference' ? null : valid[field.type](field.label, n);
}

/** A value that the service must refuse. */
export function wrongValue(field: Field): Literal {
  return wrong[field.type];
}

/** Valid values of all fields but the references, by name. */
export function sampleValues(fields: readonly Field[], n = 1): Record<string, Literal> {
  const plain = fields.filter((field) => field.type !== 'reference');
  return Object.fromEntries(plain.map((field) => [field.name, sampleValue(field, n)]));
}
