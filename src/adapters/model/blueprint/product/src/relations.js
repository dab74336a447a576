/** The fields of an entity that refer to other records. */
export const referencesOf = (entity) => entity.fields.filter((field) => field.type === 'reference');

/** Every entity that refers to this one, with the fields that do. */
export function childrenOf(entity, entities) {
  return entities
    .map((child) => ({
      entity: child,
      fields: referencesOf(child).filter((field) => field.to === entity.name),
    }))
    .filter((child) => child.fields.length > 0);
}

/** Whether the record refers to the id through one of the fields. */
export const refersTo = (record, fields, id) => fields.some((field) => record[field.name] === id);
