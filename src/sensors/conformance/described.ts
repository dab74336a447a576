import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import type { TreePath } from '../../domain/tree.ts';
import { readApis } from '../api/documents.ts';
import { operationsOf } from '../api/operations.ts';
import type { Operation } from '../api/operations.ts';
import type { SenseContext } from '../sensor.ts';
import { apiOf, jsonBodyOf } from '../smoke/openapi.ts';
import type { ApiDocument, JsonBody } from '../smoke/openapi.ts';
import { valuesOf } from './values.ts';
import type { Values } from './values.ts';

/** What one answer of an operation is declared to be. */
export interface DeclaredAnswer {
  /** `200`, `2XX` or `default`. */
  readonly status: string;
  /** By media type; empty where the document says nothing of a body. */
  readonly content: JsonObject;
}

/** An operation of the document, as far as it takes to ask it and to judge the answer. */
export interface Described extends Operation {
  /** `undefined` where it takes no JSON. */
  readonly body: JsonBody | undefined;
  /** Why no body can be made for it, where it needs one. */
  readonly bodyProblem: string | undefined;
  readonly answers: readonly DeclaredAnswer[];
  /** Whether the document says that it takes credentials. */
  readonly isProtected: boolean;
}

/** A description of an API, ready to be held against a service. */
export interface DescribedApi extends ApiDocument {
  readonly file: TreePath;
  readonly operations: readonly Described[];
  readonly values: Values;
  /** The path of the first server that the document names, without a slash at the end. */
  readonly base: string;
}

const answersOf = (
  { declared }: Operation,
  resolve: ApiDocument['resolve'],
): readonly DeclaredAnswer[] => {
  const { responses } = declared;
  return Object.entries(isObject(responses) ? responses : {}).map(([status, answer]) => {
    const { content } = resolve(answer);
    return { status, content: isObject(content) ? content : {} };
  });
};

/** An empty requirement among others means that credentials are not needed. */
const isProtected = (root: JsonObject, { declared }: Operation): boolean => {
  const security = declared['security'] ?? root['security'];
  if (!Array.isArray(security) || security.length === 0) return false;
  return security.every((each) => isObject(each) && Object.keys(each).length > 0);
};

const describe = (
  root: JsonObject,
  operation: Operation,
  resolve: ApiDocument['resolve'],
): Described => {
  const request = resolve(operation.declared['requestBody']);
  const { content } = request;
  const body = jsonBodyOf(content);
  const types = isObject(content) ? Object.keys(content) : [];
  const needsOther = types.length > 0 && body === undefined;
  return {
    ...operation,
    body,
    bodyProblem: needsOther ? `it takes no JSON but ${types.join(', ').slice(0, 100)}` : undefined,
    answers: answersOf(operation, resolve),
    isProtected: isProtected(root, operation),
  };
};

const baseOf = ({ servers }: JsonObject): string => {
  const first: unknown = Array.isArray(servers) ? servers[0] : undefined;
  const url = isObject(first) ? first['url'] : undefined;
  const found = typeof url === 'string' ? URL.parse(url, 'http://localhost')?.pathname : undefined;
  return found === undefined || /%7B/i.test(found) ? '' : found.replace(/\/+$/, '');
};

/** What a readable document of version 3 describes. */
const describedApi = (file: TreePath, root: JsonObject): DescribedApi => {
  const { collections, resolve } = apiOf(root);
  const operations = operationsOf(root).map((each) => describe(root, each, resolve));
  return { file, operations, collections, resolve, values: valuesOf(root), base: baseOf(root) };
};

/** The first OpenAPI document (version 3) of a tree that describes any operation; else why none. */
export const readDescribed = async (
  ctx: SenseContext,
): Promise<{ readonly api: DescribedApi } | { readonly none: string }> => {
  const files = await readApis(ctx);
  if (files.length === 0) return { none: 'no OpenAPI document' };
  for (const { path, root } of files) {
    const version = root.ok ? root.value['openapi'] : undefined;
    if (!root.ok || typeof version !== 'string' || !version.startsWith('3.')) continue;
    const api = describedApi(path, root.value);
    if (api.operations.length > 0) return { api };
  }
  return { none: `${files.map(({ path }) => path).join(', ')}: no operation of OpenAPI 3 in it` };
};
