import { randomUUID } from 'node:crypto';
import { checkVersion } from './etag.js';
import { conflict, invalid, notFound } from './problem.js';
import { select } from './query.js';
import { childrenOf, referencesOf, refersTo } from './relations.js';
import { validate } from './validation.js';

/**
 * What can be done with records, and the rules that hold between them. Every check and the change
 * that follows happen without waiting in between, so that no other request can slip in.
 */
export function createRecords(entities, store, now = () => new Date().toISOString()) {
  function find(entity, id) {
    const record = store.get(entity.name, id);
    if (!record) throw notFound(`There is no ${entity.name} with the id ${id}`);
    return record;
  }

  function checkReferences(entity, values, ownId) {
    const errors = [];
    for (const field of referencesOf(entity)) {
      const id = values[field.name];
      if (id === null || id === undefined) continue;
      if (id === ownId)
        errors.push({ field: field.name, message: 'must not be the record itself' });
      else if (!store.get(field.to, id)) {
        errors.push({ field: field.name, message: 'refers to a record that does not exist' });
      }
    }
    if (errors.length > 0) throw invalid(errors);
  }

  function checkUnique(entity, values, ownId) {
    const names = entity.unique;
    if (!names) return;
    const taken = store
      .all(entity.name)
      .some((other) => other.id !== ownId && names.every((name) => other[name] === values[name]));
    if (taken) throw conflict(`There is a ${entity.name} with the same ${names.join(' and ')}`);
  }

  async function save(entity, record) {
    checkReferences(entity, record, record.id);
    checkUnique(entity, record, record.id);
    await store.put(entity.name, record);
    return record;
  }

  async function change(entity, id, ifMatch, readValues) {
    const before = find(entity, id);
    checkVersion(before, ifMatch);
    return save(entity, { ...before, ...readValues(), updated_at: now() });
  }

  return {
    read: find,

    list: (entity, query) => select(store.all(entity.name), entity, query),

    /** The records of a child entity that refer to one parent. */
    listChildren(parent, id, child, query) {
      find(parent, id);
      const { fields } = childrenOf(parent, entities).find((item) => item.entity === child);
      const records = store.all(child.name).filter((record) => refersTo(record, fields, id));
      return select(records, child, query);
    },

    async create(entity, body) {
      const time = now();
      const values = validate(entity, body);
      return save(entity, { id: randomUUID(), ...values, created_at: time, updated_at: time });
    },

    /** Sets every field; those that the body leaves out become null. */
    replace: (entity, id, body, ifMatch) =>
      change(entity, id, ifMatch, () => validate(entity, body)),

    /** Sets the fields that the body gives. */
    update: (entity, id, body, ifMatch) =>
      change(entity, id, ifMatch, () => validate(entity, body, { partial: true })),

    async remove(entity, id, ifMatch) {
      checkVersion(find(entity, id), ifMatch);
      for (const child of childrenOf(entity, entities)) {
        const count = store
          .all(child.entity.name)
          .filter((record) => refersTo(record, child.fields, id)).length;
        if (count > 0) {
          throw conflict(`This ${entity.name} is still used by ${child.entity.plural} (${count})`);
        }
      }
      await store.remove(entity.name, id);
    },
  };
}
