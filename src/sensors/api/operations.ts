import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { clip } from '../normalize.ts';
import type { Fault } from './fault.ts';

/** One thing that can be asked of an API. */
export interface Operation {
  /** `GET /notes/{id}`. */
  readonly name: string;
  /** In upper case. */
  readonly method: string;
  readonly path: string;
  readonly id: string | undefined;
  /** As declared for it and for its path, references followed once. */
  readonly parameters: readonly JsonObject[];
  /** All that the document says of it. */
  readonly declared: JsonObject;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const listAt = (value: JsonObject, field: string): readonly unknown[] => {
  const list = value[field];
  return Array.isArray(list) ? list : [];
};

const parametersOf = (root: JsonObject, ...owners: readonly JsonObject[]): readonly JsonObject[] =>
  owners
    .flatMap((owner) => listAt(owner, 'parameters'))
    .map((parameter) => {
      const reference = isObject(parameter) ? parameter['$ref'] : undefined;
      const local = typeof reference === 'string' && reference.startsWith('#');
      return local ? valueAt(root, reference.slice(1)) : parameter;
    })
    .filter(isObject);

const operationsAt = (root: JsonObject, path: string, item: unknown): readonly Operation[] => {
  if (!isObject(item)) return [];
  return METHODS.flatMap((method): readonly Operation[] => {
    const operation = item[method];
    if (!isObject(operation)) return [];
    const { operationId: id } = operation;
    return [
      {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        id: typeof id === 'string' ? id : undefined,
        parameters: parametersOf(root, item, operation),
        declared: operation,
      },
    ];
  });
};

/** The operations of a document, as far as they can be read. */
export const operationsOf = (root: JsonObject): readonly Operation[] =>
  isObject(root['paths'])
    ? Object.entries(root['paths']).flatMap(([path, item]) => operationsAt(root, path, item))
    : [];

const TEMPLATE = /\{([^{}/]{1,200})\}/g;

const namesIn = (path: string): readonly string[] =>
  [...path.matchAll(TEMPLATE)].map(([, name = '']) => name);

const parameterFaults = ({ name, path, parameters }: Operation): readonly Fault[] => {
  const rule = 'api.path_parameter';
  const wanted = new Set(namesIn(path));
  const declared = new Set(
    parameters.filter((each) => each['in'] === 'path').map((each) => String(each['name'])),
  );
  const missing = [...wanted].filter((each) => !declared.has(each));
  const extra = [...declared].filter((each) => !wanted.has(each));
  return [
    ...missing.map((each) => ({
      rule,
      expected: `a parameter "${each}" in path`,
      actual: 'none',
      message: `${name} does not declare the parameter "${each}" of its path; add it with in: path, required and a schema`,
    })),
    ...extra.map((each) => ({
      rule,
      expected: `"{${clip(each, 100)}}" in the path`,
      actual: clip(path, 200),
      message: `${name} declares the path parameter "${clip(each, 100)}", which its path does not have`,
    })),
  ];
};

/** What is wrong with each operation, one entry an operation. */
export const checkOperations = (
  operations: readonly Operation[],
): readonly (readonly Fault[])[] => {
  const first = new Map<string, string>();
  return operations.map((operation) => {
    const { id, name } = operation;
    const before = id === undefined ? undefined : first.get(id);
    if (id !== undefined && before === undefined) first.set(id, name);
    const repeated: Fault = {
      rule: 'api.operation_id',
      expected: 'an operationId of its own',
      actual: clip(id ?? '', 100),
      message: `${name} has the operationId of ${before ?? ''}, "${clip(id ?? '', 100)}"; give each its own`,
    };
    return [...(before === undefined ? [] : [repeated]), ...parameterFaults(operation)];
  });
};
