import { checkValue, parseText } from './field-types.js';
import { badRequest } from './problem.js';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

const FILTER_TYPES = ['enum', 'boolean', 'reference'];
const SEARCH_TYPES = ['string', 'text', 'email', 'url', 'enum'];

/** The fields a list can be filtered by. A field named like a parameter of every list is not one. */
export const filterFields = (entity) =>
  entity.fields.filter(
    (field) => FILTER_TYPES.includes(field.type) && !Object.hasOwn(readers, field.name),
  );

const searchFields = (entity) => entity.fields.filter((field) => SEARCH_TYPES.includes(field.type));

function wholeNumber(text, { least, most }) {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
}

/** Each reads one parameter of every list into the query, or returns what is wrong with it. */
const readers = {
  limit(query, text) {
    query.limit = wholeNumber(text, { least: 1, most: MAX_LIMIT });
    if (query.limit === undefined) return `must be a whole number from 1 to ${MAX_LIMIT}`;
  },
  offset(query, text) {
    query.offset = wholeNumber(text, { least: 0, most: Infinity });
    if (query.offset === undefined) return 'must be a whole number';
  },
  q(query, text) {
    query.search = text.trim().toLowerCase();
  },
  sort(query, text, entity) {
    query.sort = { name: text.replace(/^-/, ''), descending: text.startsWith('-') };
    const names = ['created_at', 'updated_at', ...entity.fields.map((field) => field.name)];
    if (!names.includes(query.sort.name)) return 'must be the name of a field, or - and the name';
  },
};

const filterReader = (field) => (query, text) => {
  const value = parseText(field, text);
  query.filters.push({ name: field.name, value });
  return checkValue(field, value);
};

const readersOf = (entity) =>
  new Map([
    ...Object.entries(readers),
    ...filterFields(entity).map((field) => [field.name, filterReader(field)]),
  ]);

/**
 * Reads limit, offset, sort, q (search) and filters from the query string of a list.
 * @param {object} entity
 * @param {URLSearchParams} search
 * @throws {Problem} 400 with every parameter that is unknown or wrong
 */
export function parseQuery(entity, search) {
  const query = { limit: DEFAULT_LIMIT, offset: 0, filters: [] };
  const known = readersOf(entity);
  const errors = [];
  for (const [name, text] of search) {
    const read = known.get(name);
    const message = read ? read(query, text, entity) : 'is not a parameter of this list';
    if (message) errors.push({ field: name, message });
  }
  if (errors.length > 0) throw badRequest('The query is not valid', errors);
  return query;
}

function compare(a, b) {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return typeof a === 'string' ? a.localeCompare(b, 'en') : a - b;
}

/** One page of the records that match, and how many match in all. */
export function select(records, entity, { limit, offset, filters, search, sort }) {
  const searched = searchFields(entity);
  const found = records.filter(
    (record) =>
      filters.every(({ name, value }) => record[name] === value) &&
      (!search || searched.some((field) => record[field.name]?.toLowerCase().includes(search))),
  );
  if (sort) {
    const direction = sort.descending ? -1 : 1;
    found.sort((a, b) => direction * compare(a[sort.name], b[sort.name]));
  }
  return { items: found.slice(offset, offset + limit), total: found.length, limit, offset };
}
