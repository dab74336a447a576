import type { Attribute } from '../understanding/types.ts';
import type { Field, FieldType } from '../project.ts';
import type { Assume, Draft } from './collect-entities.ts';
import { defaultAttributes } from './default-fields.ts';
import { pluralName, snakeCase, words } from './naming.ts';

/** The service sets these; attributes of the same meaning are not fields of their own. */
const AUTOMATIC = new Set([
  'id',
  'created',
  'created_at',
  'created_on',
  'creation_date',
  'updated',
  'updated_at',
  'updated_on',
]);

const NAMING_FIELDS = ['name', 'title', 'subject', 'label', 'full_name', 'number', 'code'];

const labelOf = (name: string): string => name.replaceAll('_', ' ');

function isAutomatic(attribute: Attribute, entity: string): boolean {
  const name = snakeCase(attribute.name);
  return (
    AUTOMATIC.has(name) || (attribute.type === 'identifier' && name === `${snakeCase(entity)}_id`)
  );
}

/** Keeps values that can be read by people: one line, no control characters, no duplicates. */
function cleanValues(values: readonly string[] = []): readonly string[] {
  const clean = values.map((value) =>
    value
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, 100),
  );
  return [...new Set(clean)].filter((value) => value !== '');
}

function referenceField(attribute: Attribute, to: string): Field {
  // A name of letters that identifiers can't have leaves nothing; the record referred to names it.
  const base = snakeCase(attribute.name).replace(/_ids?$/, '') || snakeCase(to);
  const isPlain = base === snakeCase(to);
  return {
    name: `${base}_id`,
    label: labelOf(base),
    type: 'reference',
    to,
    // A role such as “assignee” may be open; a record's own parent is not.
    required: attribute.required ?? isPlain,
  };
}

function plainField(attribute: Attribute): Field {
  const name = snakeCase(attribute.name);
  const values = cleanValues(attribute.values);
  const common = { name, label: labelOf(name), required: attribute.required ?? false };
  if (attribute.type === 'enum' && values.length > 0) return { ...common, type: 'enum', values };
  return { ...common, type: plainType(attribute.type) };
}

function plainType(type: Attribute['type']): FieldType {
  return type === 'identifier' || type === 'reference' || type === 'enum' ? 'string' : type;
}

function parentField(entity: string, parent: string): Field {
  const isSelf = entity === parent;
  const name = isSelf ? 'parent_id' : `${snakeCase(parent)}_id`;
  const label = isSelf ? `parent ${parent}` : parent;
  return { name, label, type: 'reference', to: parent, required: !isSelf };
}

function fieldOf(attribute: Attribute, known: ReadonlySet<string>): Field {
  const to = words(attribute.entity ?? '').join(' ');
  if (attribute.type === 'reference' && known.has(to)) return referenceField(attribute, to);
  return plainField(attribute);
}

/** The field that names a record for people; `id` when there is none. */
export function displayOf(fields: readonly Field[]): string {
  const plain = fields.filter((field) => field.type !== 'reference');
  const found =
    NAMING_FIELDS.map((name) => plain.find((field) => field.name === name)).find(Boolean) ??
    plain.find((field) => field.type === 'string' && field.required) ??
    plain.find((field) => field.required) ??
    plain.find((field) => field.type === 'string') ??
    plain[0];
  return found?.name ?? 'id';
}

/** A record without anything required could be empty: then what names it is required. */
function requireSomething(
  fields: readonly Field[],
  entity: string,
  assume: Assume,
): readonly Field[] {
  if (fields.some((field) => field.required && field.type !== 'reference')) return fields;
  const display = displayOf(fields);
  if (display === 'id') return fields;
  assume(
    `Of ${pluralName(entity)}, ${labelOf(display)} is required; the other values are optional.`,
  );
  return fields.map((field) => (field.name === display ? { ...field, required: true } : field));
}

/** The fields of an entity: unique safe names, references first to last as they were found. */
export function fieldsOf(
  draft: Draft,
  known: ReadonlySet<string>,
  assume: Assume,
): readonly Field[] {
  const byName = new Map<string, Field>();
  const add = (field: Field): void => {
    if (field.name !== '' && !AUTOMATIC.has(field.name) && !byName.has(field.name)) {
      byName.set(field.name, field);
    }
  };
  const isParent = (attribute: Attribute): boolean =>
    draft.parents.some((parent) =>
      [snakeCase(parent), `${snakeCase(parent)}_id`].includes(snakeCase(attribute.name)),
    );
  draft.attributes
    .filter((attribute) => !isAutomatic(attribute, draft.name) && !isParent(attribute))
    .forEach((attribute) => {
      add(fieldOf(attribute, known));
    });
  draft.parents.forEach((parent) => {
    add(parentField(draft.name, parent));
  });
  if (byName.size === 0) {
    return fieldsOf({ ...draft, attributes: defaultAttributes(draft.name) }, known, assume);
  }
  return requireSomething([...byName.values()], draft.name, assume);
}
