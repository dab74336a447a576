import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { clip } from '../normalize.ts';
import type { Fault } from './fault.ts';

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

/** Where a schema holds others by name, and where it holds one or a list. */
const BY_NAME = ['properties', 'patternProperties', '$defs', 'definitions'];
const INSIDE = ['items', 'additionalProperties', 'allOf', 'anyOf', 'oneOf', 'not', 'prefixItems'];

const parts = (schema: JsonObject): readonly (readonly [string, unknown])[] => [
  ...BY_NAME.flatMap((field) => {
    const named = schema[field];
    return isObject(named)
      ? Object.entries(named).map(([name, each]) => [`${field}/${name}`, each] as const)
      : [];
  }),
  ...INSIDE.flatMap((field) => {
    const inside = schema[field];
    const list: readonly unknown[] = Array.isArray(inside) ? inside : [inside];
    return list.map((each) => [field, each] as const);
  }),
];

const faultsIn = (schema: unknown, place: string): readonly Fault[] => {
  if (!isObject(schema)) return [];
  const { type } = schema;
  const named: readonly unknown[] = Array.isArray(type) ? type : [type];
  const wrong = named
    .filter((each) => each !== undefined)
    .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    .filter((each) => !TYPES.has(each));
  return [
    ...wrong.map((each) => ({
      rule: 'api.type',
      expected: [...TYPES].join(', '),
      actual: clip(each, 100),
      message: `${clip(place, 200)} has the type "${clip(each, 100)}", which JSON Schema does not know`,
    })),
    ...parts(schema).flatMap(([name, each]) => faultsIn(each, `${place}/${name}`)),
  ];
};

/** Types that there are not, in the shared schemas: the schema of OpenAPI 3.1 lets them pass. */
export const checkTypes = ({ components }: JsonObject): readonly Fault[] => {
  const schemas = isObject(components) ? components['schemas'] : undefined;
  return isObject(schemas)
    ? Object.entries(schemas).flatMap(([name, each]) => faultsIn(each, name))
    : [];
};
