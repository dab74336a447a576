import { Validator } from '@seriousme/openapi-schema-validator';
import type { JsonObject } from '../../domain/brand.ts';
import { clip } from '../normalize.ts';
import type { Fault } from './fault.ts';

type Problems = Awaited<ReturnType<Validator['validate']>>['errors'];

let shared: Validator | undefined;

/** Compiling the schema of a version takes a tenth of a second; it is done once. */
const validator = (): Validator => (shared ??= new Validator({ allErrors: true }));

/** What a schema says about its own parts, and nothing about the document. */
const ECHOES = new Set(['if', 'anyOf', 'oneOf', 'allOf', 'not']);

const faultsOf = (problems: Exclude<Problems, string | undefined>): readonly Fault[] => {
  const telling = problems.filter(({ keyword }) => !ECHOES.has(keyword));
  const byPlace = new Map<string, Fault>();
  for (const { instancePath, message = 'is wrong', params } of telling.length > 0
    ? telling
    : problems) {
    const place = instancePath === '' ? 'the document' : clip(instancePath, 200);
    const what = clip(`${message} ${JSON.stringify(params)}`, 200);
    if (byPlace.has(place)) continue;
    byPlace.set(place, {
      rule: 'api.invalid',
      expected: 'a valid OpenAPI document',
      actual: `${place} ${what}`,
      message: `at ${place}: ${what}`,
    });
  }
  return [...byPlace.values()];
};

/**
 * Holds a document against the schema of the OpenAPI version that it names. The library is given
 * an object, never a text, which it would take for the name of a file. What it says about
 * references is left to `references.ts`, which names all of them, and takes none in examples.
 */
export const checkSchema = async (root: JsonObject): Promise<readonly Fault[]> => {
  const { errors } = await validator().validate({ ...root });
  if (Array.isArray(errors)) return faultsOf(errors);
  if (!errors?.startsWith('Cannot find')) return [];
  const message = 'it names no version of OpenAPI that is known (3.0 to 3.2)';
  return [
    { rule: 'api.version', expected: '"openapi": "3.1.0"', actual: 'no known version', message },
  ];
};
