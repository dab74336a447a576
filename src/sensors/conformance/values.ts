import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { JsonObject } from '../../domain/brand.ts';
import { clip } from '../normalize.ts';
import { withinTime } from './bounded.ts';
import { FORMATS, plainSchema } from './plain-schema.ts';
import type { Sender } from './plain-schema.ts';

/** What is wrong with a value; `unknown` where that can't be told in bounded time. */
export type Judged =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly problem: string }
  | { readonly kind: 'unknown' };

/** Holds values against the schemas of one document. */
export type Values = (schema: unknown, sender: Sender, value: unknown) => Judged;

const problemOf = ([error]: readonly ErrorObject[]): string => {
  if (error === undefined) return 'it does not fit its schema';
  const { instancePath, message = 'is wrong', params, keyword } = error;
  const place = instancePath === '' ? 'the body' : clip(instancePath, 200);
  const named = keyword === 'enum' || keyword === 'const' ? ` ${JSON.stringify(params)}` : '';
  return clip(`${place} ${message}${named}`, 300);
};

type Compiled = ReturnType<Ajv2020['compile']>;

const compile = (root: JsonObject, schema: unknown, sender: Sender): Compiled | undefined => {
  const plain = plainSchema(root, schema, sender);
  if (plain === undefined) return undefined;
  const formats = Object.fromEntries(FORMATS.map((name) => [name, fullFormats[name]]));
  // Nothing is fetched, changed or filled in; what another schema compiled is not seen by this one.
  const ajv = new Ajv2020({ strict: false, logger: false, ownProperties: true, formats });
  return withinTime(() => ajv.compile(plain));
};

const judge = (check: Compiled | undefined, value: unknown): Judged => {
  if (check === undefined) return { kind: 'unknown' };
  const holds = withinTime(() => check(value));
  if (typeof holds !== 'boolean') return { kind: 'unknown' };
  return holds ? { kind: 'valid' } : { kind: 'invalid', problem: problemOf(check.errors ?? []) };
};

/** Values of one document; each of its schemas is compiled once. */
export const valuesOf = (root: JsonObject): Values => {
  const known = new Map<Sender, Map<unknown, Compiled | undefined>>([
    ['client', new Map()],
    ['service', new Map()],
  ]);
  return (schema, sender, value) => {
    const compiled = known.get(sender) ?? new Map<unknown, Compiled | undefined>();
    if (!compiled.has(schema)) compiled.set(schema, compile(root, schema, sender));
    return judge(compiled.get(schema), value);
  };
};
