import type { MaestroClient } from '../../client/client.ts';
import type { ObservedView } from '../../client/view.ts';
import { isObject } from '../../domain/brand.ts';
import type { KeptRecord } from '../display/understood-lines.ts';

/** Where blueprint's design says which records the product keeps, as JSON Schema. */
const SCHEMA = 'design/schema.json';

/** The fields of a record that are given to it; those that the service sets are read-only. */
const fieldsOf = (properties: unknown): readonly string[] =>
  Object.entries(isObject(properties) ? properties : {}).flatMap(([name, schema]) => {
    if (!isObject(schema) || schema['readOnly'] === true) return [];
    // A person thinks of the record that is referred to, not of its id.
    return [schema['x-references'] === undefined ? name : name.replace(/_id$/, '')];
  });

const recordsIn = (schema: unknown): readonly KeptRecord[] => {
  const kinds = isObject(schema) ? schema['$defs'] : undefined;
  return Object.values(isObject(kinds) ? kinds : {}).flatMap((kind) => {
    const name = isObject(kind) ? kind['title'] : undefined;
    if (!isObject(kind) || typeof name !== 'string') return [];
    return [{ name, fields: fieldsOf(kind['properties']) }];
  });
};

/** The records that blueprint understood; none for another model, or before its design is there. */
export const understoodRecords = async (
  client: MaestroClient,
  { session, model }: ObservedView,
): Promise<readonly KeptRecord[]> => {
  if (model !== 'blueprint') return [];
  try {
    const bytes = await client.readArtifact(session, SCHEMA);
    return recordsIn(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return []; // A summary is not worth an error.
  }
};
