import { read } from './api.js';
import { element } from './dom.js';
import { entities } from './entities.js';

export const entityNamed = (name) => entities.find((entity) => entity.name === name);

export const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** What people call a record. */
export function titleOf(entity, record) {
  return String(record[entity.display] ?? record.id).slice(0, 80);
}

async function referenceText(field, id) {
  const entity = entityNamed(field.to);
  try {
    return titleOf(entity, (await read(entity, id)).content);
  } catch {
    return id;
  }
}

/** How a value is shown in a table. */
export async function shown(field, value) {
  if (value === null || value === undefined) return '';
  if (field.type === 'reference') return referenceText(field, value);
  if (field.type === 'boolean') return value ? 'yes' : 'no';
  if (field.type === 'datetime') return new Date(value).toLocaleString();
  if (field.type === 'money') return value.toFixed(2);
  if (field.type === 'url') return element('a', { href: value, rel: 'noopener noreferrer' }, value);
  return String(value);
}
