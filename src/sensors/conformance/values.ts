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

/**
 * Nothing is fetched, changed or filled in. A plain schema has only words that are known: holding it
 * against the schema of schemas would take a tenth of a second each and say nothing.
 */
const createValidator = (): Ajv2020 =>
  new Ajv2020({
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    formats: Object.fromEntries(FORMATS.map((name) => [name, fullFormats[name]])),
  });

/** Schemas that may take too long; then the document has been heard enough. */
const PATIENCE = 3;

/** Values of one document; each of its schemas is compiled once. */
export const valuesOf = (root: JsonObject): Values => {
  const known: Readonly<Record<Sender, Map<unknown, Compiled | undefined>>> = {
    client: new Map(),
    service: new Map(),
  };
  const validator = createValidator();
  const compile = (schema: unknown, sender: Sender): Compiled | undefined => {
    const plain = plainSchema(root, schema, sender);
    return plain === undefined ? undefined : withinTime(() => validator.compile(plain));
  };
  let late = 0;
  const lookUp = (schema: unknown, sender: Sender): Compiled | undefined => {
    const compiled = known[sender];
    if (!compiled.has(schema)) {
      const made = late < PATIENCE ? compile(schema, sender) : undefined;
      if (made === undefined) late += 1;
      compiled.set(schema, made);
    }
    return compiled.get(schema);
  };
  return (schema, sender, value) => {
    const check = lookUp(schema, sender);
    const holds = check === undefined ? undefined : withinTime(() => check(value));
    if (check !== undefined && typeof holds !== 'boolean') {
      late += 1;
      known[sender].set(schema, undefined);
    }
    if (check === undefined || typeof holds !== 'boolean') return { kind: 'unknown' };
    return holds ? { kind: 'valid' } : { kind: 'invalid', problem: problemOf(check.errors ?? []) };
  };
};
