import { readFile } from 'node:fs/promises';
import { readConfig } from './config.js';
import { checkValue } from './field-types.js';
import { entities } from './model.js';
import { openStore } from './store.js';

const SEED_FILE = new URL('../db/seed.json', import.meta.url);

function checkRecord(entity, record) {
  for (const field of entity.fields) {
    const value = record[field.name];
    const message = value === null ? field.required && 'is required' : checkValue(field, value);
    if (message) throw new Error(`${entity.name} ${record.id}: ${field.name} ${message}`);
  }
}

/** Fills an empty store with the records of db/seed.json. The service must not be running. */
async function main() {
  const seed = JSON.parse(await readFile(SEED_FILE, 'utf8'));
  const store = await openStore(readConfig(process.env).dataDir, entities);
  try {
    if (entities.some((entity) => store.all(entity.name).length > 0)) {
      throw new Error('The store has records already; only an empty one is filled');
    }
    for (const entity of entities) {
      const records = Object.hasOwn(seed, entity.path) ? seed[entity.path] : [];
      records.forEach((record) => checkRecord(entity, record));
      await Promise.all(records.map((record) => store.put(entity.name, record)));
      console.log(`${entity.plural}: ${records.length}`);
    }
  } finally {
    await store.close();
  }
}

main().catch((error) => {
  console.error(error.code === 'ENOENT' ? 'There is no db/seed.json to load' : error.message);
  process.exitCode = 1;
});
