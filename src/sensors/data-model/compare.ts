import { isSameName, plain } from '../names.ts';
import type { Entity } from './entities.ts';

/** Something that does not fit in a data model. */
export interface Fault {
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly expected: string;
  readonly actual: string;
  /** Ends without a full stop. */
  readonly message: string;
}

const quoted = (names: Iterable<string>): string =>
  [...names]
    .slice(0, 10)
    .map((name) => `"${name.slice(0, 100)}"`)
    .join(', ');

const fault = (
  severity: Fault['severity'],
  rule: string,
  expected: string,
  actual: string,
  message: string,
): Fault => ({ severity, rule: `data_model.${rule}`, expected, actual, message });

/** What an entity says of itself that can't be. */
export const ownFaults = (entity: Entity, all: readonly Entity[]): readonly Fault[] => {
  const { name, fields, required } = entity;
  const unknown = [...required].filter((each) => !fields.has(each));
  const lost = [...fields.values()].filter(
    ({ refersTo }) =>
      refersTo !== undefined && !all.some((each) => isSameName(plain(each.name), plain(refersTo))),
  );
  return [
    ...unknown.map((each) =>
      fault(
        'error',
        'required',
        `a field ${quoted([each])}`,
        'none',
        `${name} requires ${quoted([each])}, which is none of its fields`,
      ),
    ),
    ...lost.map((each) =>
      fault(
        'error',
        'relation',
        `an entity ${quoted([each.refersTo ?? ''])}`,
        'none',
        `${name}.${each.name} refers to ${quoted([each.refersTo ?? ''])}, which is no entity of the data model`,
      ),
    ),
  ];
};

const typeFaults = (entity: Entity, other: Entity): readonly Fault[] =>
  [...entity.fields.values()].flatMap(({ name, types }): readonly Fault[] => {
    const theirs = other.fields.get(name)?.types ?? new Set<string>();
    const differ =
      types.size > 0 && theirs.size > 0 && ![...types].some((each) => theirs.has(each));
    if (!differ) return [];
    const [expected, actual] = [[...theirs].join(' or '), [...types].join(' or ')];
    const message = `${entity.name}.${name} is ${actual} in the data model and ${expected} in the API; make them the same`;
    return [fault('error', 'type', expected, actual, message)];
  });

const spellingFaults = (entity: Entity, other: Entity): readonly Fault[] => {
  const byPlain = new Map([...entity.fields.keys()].map((name) => [plain(name), name]));
  return [...other.fields.keys()].flatMap((name): readonly Fault[] => {
    const ours = byPlain.get(plain(name));
    if (ours === undefined || entity.fields.has(name) || other.fields.has(ours)) return [];
    const message = `${entity.name}.${ours} of the data model is "${name}" in the API; write it in one way`;
    return [fault('error', 'field_name', name, ours, message)];
  });
};

const without = (names: Iterable<string>, fields: Entity['fields']): readonly string[] => {
  const known = new Set([...fields.keys()].map(plain));
  return [...names].filter((name) => !known.has(plain(name)));
};

/** Between an entity and the schema of the API that has its name. */
export const pairFaults = (entity: Entity, other: Entity): readonly Fault[] => {
  const missing = without(other.required, entity.fields);
  const optional = [...entity.required].filter(
    (name) => other.fields.has(name) && !other.required.has(name),
  );
  return [
    ...typeFaults(entity, other),
    ...spellingFaults(entity, other),
    ...(missing.length === 0
      ? []
      : [
          fault(
            'warning',
            'field',
            quoted(missing),
            'no such field',
            `The API requires ${quoted(missing)} of ${entity.name}, which the data model does not have`,
          ),
        ]),
    ...(optional.length === 0
      ? []
      : [
          fault(
            'warning',
            'optional',
            `${quoted(optional)} required`,
            'optional',
            `The data model requires ${quoted(optional)} of ${entity.name}, and the API does not`,
          ),
        ]),
  ];
};
