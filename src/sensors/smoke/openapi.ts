import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { valueAt } from '../contract/json-pointer.ts';

/** A path that takes new things, and the path at which one of them is read. */
export interface Collection {
  /** `/tasks`. */
  readonly path: string;
  /** `/tasks/{id}`. */
  readonly item: string;
  /** The schema of a new thing, references resolved at the top. */
  readonly schema: JsonObject;
  /** A body that the document gives as an example. */
  readonly example?: JsonObject;
}

/** An OpenAPI document, as far as it is needed to write something and read it. */
export interface ApiDocument {
  readonly collections: readonly Collection[];
  /** A schema with its reference, if it is one, followed. */
  readonly resolve: (schema: unknown) => JsonObject;
}

const DEPTH = 10;

const resolver =
  (root: JsonObject) =>
  (schema: unknown): JsonObject => {
    let found = schema;
    for (let depth = 0; depth < DEPTH && isObject(found); depth += 1) {
      const { $ref: ref } = found;
      if (typeof ref !== 'string') return found;
      found = ref.startsWith('#') ? valueAt(root, ref.slice(1)) : undefined;
    }
    return {};
  };

const PARAMETER_LAST = /^(\/.*[^/])\/\{[^/{}]+\}$/;

/** A body that the document gives as an example. */
export const firstExample = (media: JsonObject): JsonObject | undefined => {
  if (isObject(media['example'])) return media['example'];
  const [first] = isObject(media['examples']) ? Object.values(media['examples']) : [];
  return isObject(first) && isObject(first['value']) ? first['value'] : undefined;
};

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i;

/** A body in JSON, as the document describes it. */
export interface JsonBody {
  /** Its media type: `application/json`, or one like `application/merge-patch+json`. */
  readonly type: string;
  readonly media: JsonObject;
}

/** What the document says of a body in JSON; `undefined` when it has none. */
export const jsonBodyOf = (content: unknown): JsonBody | undefined => {
  if (!isObject(content)) return undefined;
  const type = Object.keys(content).find((name) => JSON_TYPE.test(name));
  const media = type === undefined ? undefined : content[type];
  return type !== undefined && isObject(media) ? { type, media } : undefined;
};

const collectionAt = (
  path: string,
  item: string,
  operations: JsonObject,
  resolve: ApiDocument['resolve'],
): readonly Collection[] => {
  const post = operations['post'];
  if (!isObject(post)) return [];
  const media = jsonBodyOf(resolve(post['requestBody'])['content'])?.media ?? {};
  const schema = resolve(media['schema']);
  const example = firstExample(media) ?? firstExample(schema);
  if (Object.keys(schema).length === 0 && example === undefined) return [];
  return [{ path, item, schema, ...(example === undefined ? {} : { example }) }];
};

/** The collections of an OpenAPI document (3.x), in its order. */
export const apiOf = (root: JsonObject): ApiDocument => {
  const paths = isObject(root['paths']) ? root['paths'] : {};
  const resolve = resolver(root);
  const collections = Object.entries(paths).flatMap(([item, operations]) => {
    const path = PARAMETER_LAST.exec(item)?.[1];
    const readable = isObject(operations) && isObject(operations['get']);
    if (path === undefined || path.includes('{') || !readable) return [];
    const of = paths[path];
    return isObject(of) ? collectionAt(path, item, of, resolve) : [];
  });
  return { collections, resolve };
};
