import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { firstExample } from '../smoke/openapi.ts';
import { referencesAmong } from '../smoke/references.ts';
import { sampleOf } from '../smoke/sample.ts';
import type { Described, DescribedApi } from './described.ts';
import type { World } from './world.ts';

/** A request that the document allows. */
export interface ValidRequest {
  /** Path with the base and the query that is asked for. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A value that is sent as JSON; absent where nothing is. */
  readonly body?: unknown;
}

const valueFor = (parameter: JsonObject, { resolve }: DescribedApi): string => {
  const { example, schema } = parameter;
  const value = example ?? sampleOf(schema, resolve);
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Required parameters of a place (`query`, `header`), with a value for each. */
const requiredIn = (
  place: string,
  { parameters }: Described,
  api: DescribedApi,
): readonly (readonly [string, string])[] =>
  parameters
    .filter((each) => each['in'] === place && each['required'] === true)
    .map((each) => [String(each['name']), valueFor(each, api)]);

/** An address as the document has it, with the query that it asks for. */
export const addressOf = (operation: Described, api: DescribedApi, filled: string): string => {
  const query = new URLSearchParams(
    Object.fromEntries(requiredIn('query', operation, api)),
  ).toString();
  return `${api.base}${filled}${query === '' ? '' : `?${query}`}`;
};

export const headersOf = (
  operation: Described,
  api: DescribedApi,
): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(requiredIn('header', operation, api)),
  accept: 'application/json, */*;q=0.5',
  ...(operation.body === undefined ? {} : { 'content-type': operation.body.type }),
});

/** A body by the example or the schema, which names things that there are. */
const bodyFor = (
  { media }: NonNullable<Described['body']>,
  api: DescribedApi,
  world: World,
): unknown => {
  const schema = api.resolve(media['schema']);
  const body = firstExample(media) ?? firstExample(schema) ?? sampleOf(schema, api.resolve);
  if (!isObject(body)) return body;
  const references = referencesAmong(api, schema, (name) => name in body);
  const ids = references.flatMap(({ field, to }) => {
    const id = world.idAt(to.path);
    if (id === undefined) return [];
    return [[field, typeof body[field] === 'number' ? Number(id) : id] as const];
  });
  return { ...body, ...Object.fromEntries(ids) };
};

/** A request that the document allows; or why none can be made. */
export const validRequest = (
  operation: Described,
  api: DescribedApi,
  world: World,
): ValidRequest | { readonly none: string } => {
  const filled = world.fill(operation.path);
  if (filled === undefined) return { none: 'no id for its path is known' };
  if (operation.bodyProblem !== undefined) return { none: operation.bodyProblem };
  const path = addressOf(operation, api, filled);
  const headers = headersOf(operation, api);
  if (operation.body === undefined) return { path, headers };
  const body = bodyFor(operation.body, api, world);
  const judged = api.values(operation.body.media['schema'], 'client', body);
  return judged.kind === 'invalid'
    ? { none: 'no body could be made that its schema allows; an example would help' }
    : { path, headers, body };
};
