import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { sampleOf, fieldsOf } from '../smoke/sample.ts';
import type { Described, DescribedApi } from './described.ts';
import { addressOf, headersOf } from './valid.ts';
import type { ValidRequest } from './valid.ts';

/** What is wrong with a request. */
export type Wrong = 'missing_field' | 'wrong_type' | 'malformed' | 'unknown_id' | 'wrong_query';

/** A request that the document does not allow, or that asks for what there is not. */
export interface InvalidRequest {
  readonly wrong: Wrong;
  /** `with "title" missing`. */
  readonly how: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it is sent; it may be no JSON. */
  readonly text?: string;
}

const BROKEN_JSON = '{"';

/** Fields of one body that are tried, of each kind of fault. */
const FIELDS = 2;

/** Nobody takes an object for a text or a number, or a text for an object. */
const ofAnotherType = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? 'neither object nor list' : { not: 'expected' };

type Body = NonNullable<Described['body']>;

const bodies = (
  body: JsonObject,
  { media }: Body,
  api: DescribedApi,
): readonly (Pick<InvalidRequest, 'wrong' | 'how'> & { readonly value: JsonObject })[] => {
  const fields = fieldsOf(media['schema'], api.resolve);
  const isWrong = (value: unknown): boolean =>
    api.values(media['schema'], 'client', value).kind === 'invalid';
  const missing = fields
    .filter(({ name, required }) => required && name in body)
    .map(({ name }) => {
      const value = Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
      return { wrong: 'missing_field' as const, how: `with "${name}" missing`, value };
    });
  const mistyped = [...fields]
    .sort((a, b) => Number(b.required) - Number(a.required))
    .map(({ name, schema }) => ({
      wrong: 'wrong_type' as const,
      how: `with "${name}" of a wrong type`,
      value: { ...body, [name]: ofAnotherType(sampleOf(schema, api.resolve)) },
    }));
  return [missing, mistyped].flatMap((list) =>
    list.filter(({ value }) => isWrong(value)).slice(0, FIELDS),
  );
};

/** Requests with a wrong body, made from one that the service has taken. */
export const wrongBodies = (
  operation: Described,
  api: DescribedApi,
  { path, headers, body }: ValidRequest,
): readonly InvalidRequest[] => {
  if (operation.body === undefined) return [];
  const wrong = isObject(body) ? bodies(body, operation.body, api) : [];
  return [
    ...wrong.map(({ value, ...each }) => ({ ...each, path, headers, text: JSON.stringify(value) })),
    { wrong: 'malformed', how: 'with a body that is no JSON', path, headers, text: BROKEN_JSON },
  ];
};

/** Ids that no service has given to anything. */
const STRANGERS = [
  '00000000-0000-4000-8000-000000000000',
  2_147_483_646,
  'no-such-id-7c1f',
  '999999999',
] as const;

/** The filled path with an id at its last parameter that there is not. */
const strangerTo = (
  { path: template, parameters }: Described,
  api: DescribedApi,
  filled: string,
): string | undefined => {
  const parts = template.split('/');
  const at = parts.findLastIndex((part) => part.startsWith('{'));
  const parameter = parameters.find(
    (each) => each['in'] === 'path' && parts[at] === `{${String(each['name'])}}`,
  );
  const schema = parameter?.['schema'] ?? {};
  const id = STRANGERS.find((each) => api.values(schema, 'client', each).kind === 'valid');
  if (at < 0 || id === undefined) return undefined;
  const found = filled.split('/');
  found[at] = String(id);
  return found.join('/');
};

/** The same request for a thing that does not exist. @param filled its path for one that does. */
export const unknownId = (
  operation: Described,
  api: DescribedApi,
  filled: string,
  body?: unknown,
): readonly InvalidRequest[] => {
  const stranger = strangerTo(operation, api, filled);
  if (stranger === undefined) return [];
  return [
    {
      wrong: 'unknown_id',
      how: 'of an id that there is not',
      path: addressOf(operation, api, stranger),
      headers: headersOf(operation, api),
      ...(body === undefined ? {} : { text: JSON.stringify(body) }),
    },
  ];
};

/** The first parameter of the query that is a number or one of some values, with neither. */
export const wrongQuery = (
  operation: Described,
  api: DescribedApi,
  { path, headers }: ValidRequest,
): readonly InvalidRequest[] => {
  const found = operation.parameters.find(
    ({ in: place, schema }) =>
      place === 'query' && api.values(schema, 'client', 'neither').kind === 'invalid',
  );
  if (found === undefined) return [];
  const name = String(found['name']);
  const separator = path.includes('?') ? '&' : '?';
  return [
    {
      wrong: 'wrong_query',
      how: `with the query parameter "${name}" wrong`,
      path: `${path}${separator}${encodeURIComponent(name)}=neither`,
      headers,
    },
  ];
};
