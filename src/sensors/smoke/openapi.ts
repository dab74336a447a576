import { isObject, parsed, refused } from '../../domain/brand.ts';
import type { JsonObject, Parsed } from '../../domain/brand.ts';
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

const firstExample = (media: JsonObject): JsonObject | undefined => {
  if (isObject(media['example'])) return media['example'];
  const [first] = isObject(media['examples']) ? Object.values(media['examples']) : [];
  return isObject(first) && isObject(first['value']) ? first['value'] : undefined;
};

const jsonBody = (operation: JsonObject, resolve: ApiDocument['resolve']): JsonObject => {
  const content = resolve(operation['requestBody'])['content'];
  const media = isObject(content) ? content['application/json'] : undefined;
  return isObject(media) ? media : {};
};

const collectionAt = (
  path: string,
  item: string,
  operations: JsonObject,
  resolve: ApiDocument['resolve'],
): readonly Collection[] => {
  const post = operations['post'];
  if (!isObject(post)) return [];
  const media = jsonBody(post, resolve);
  const schema = resolve(media['schema']);
  const example = firstExample(media) ?? firstExample(schema);
  if (Object.keys(schema).length === 0 && example === undefined) return [];
  return [{ path, item, schema, ...(example === undefined ? {} : { example }) }];
};

/** Reads an OpenAPI document (3.x, JSON). Collections are in the order of the document. */
export const parseApi = (text: string): Parsed<ApiDocument> => {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return refused('it is not JSON');
  }
  if (!isObject(root) || !isObject(root['paths'])) return refused('it has no "paths"');
  const { paths } = root;
  const resolve = resolver(root);
  const collections = Object.entries(paths).flatMap(([item, operations]) => {
    const path = PARAMETER_LAST.exec(item)?.[1];
    const readable = isObject(operations) && isObject(operations['get']);
    if (path === undefined || path.includes('{') || !readable) return [];
    const of = paths[path];
    return isObject(of) ? collectionAt(path, item, of, resolve) : [];
  });
  return parsed({ collections, resolve });
};
