import { checkValue } from './field-types.js';
import { badRequest, invalid } from './problem.js';

/** Fields that the service itself sets; a client may send them back unchanged, they are ignored. */
const OWN_FIELDS = ['id', 'created_at', 'updated_at'];

const isEmpty = (value) => value === null || value === undefined;

function unknownFields(entity, body) {
  const known = new Set([...OWN_FIELDS, ...entity.fields.map((field) => field.name)]);
  return Object.keys(body)
    .filter((name) => !known.has(name))
    .map((name) => ({ field: name, message: 'is not a field of this record' }));
}

/**
 * Checks a body against an entity and picks the values to store; absent optional fields become null.
 * @param {object} entity
 * @param {unknown} body
 * @param {{ partial?: boolean }} [options] partial: fields that the body leaves out stay as they are
 * @returns {Record<string, unknown>}
 * @throws {Problem} 400 when the body is not an object, 422 with every field that is wrong
 */
export function validate(entity, body, { partial = false } = {}) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('The body must be a JSON object');
  }
  const errors = unknownFields(entity, body);
  const values = [];
  for (const field of entity.fields) {
    const given = Object.hasOwn(body, field.name);
    if (partial && !given) continue;
    const value = given ? body[field.name] : null;
    const message = isEmpty(value) ? field.required && 'is required' : checkValue(field, value);
    if (message) errors.push({ field: field.name, message });
    values.push([field.name, value ?? null]);
  }
  if (errors.length > 0) throw invalid(errors);
  return Object.fromEntries(values);
}
