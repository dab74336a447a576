import { join } from 'node:path';
import { Journal } from './journal.js';

/**
 * The records, in memory for reading and in a journal for keeping. A change is visible at once and
 * confirmed when it is on the disk, so checks before a change need no locks.
 * @param {string} directory one process only may use it
 * @param {{ name: string }[]} entities
 * @param {{ onFailure?: (error: Error) => void, minimumLines?: number }} [options] see Journal.open
 */
export async function openStore(directory, entities, options = {}) {
  const tables = new Map(entities.map((entity) => [entity.name, new Map()]));

  const replay = ({ entity, id, record }) => {
    // Records of an entity that the model no longer has stay in the file until it is replaced.
    if (!tables.has(entity)) return;
    if (record) tables.get(entity).set(id, record);
    else tables.get(entity).delete(id);
  };
  const snapshot = () =>
    [...tables].flatMap(([entity, table]) =>
      [...table].map(([id, record]) => ({ entity, id, record })),
    );
  const journal = await Journal.open(join(directory, 'records.jsonl'), {
    replay,
    snapshot,
    ...options,
  });

  const change = (entry) => {
    replay(entry);
    return journal.append(entry);
  };

  return {
    /** @returns {object | undefined} */
    get: (entity, id) => tables.get(entity).get(id),
    /** Every record of the entity, oldest first. */
    all: (entity) => [...tables.get(entity).values()],
    /** Adds or replaces a record; resolves when it is on the disk. */
    put: (entity, record) => change({ entity, id: record.id, record }),
    /** Removes a record; resolves when that is on the disk. */
    remove: (entity, id) => change({ entity, id }),
    close: () => journal.close(),
  };
}
