import type { Field, ProjectEntity } from '../project.ts';
import { code } from '../text/markdown.ts';
import { withArticle } from '../plan/naming.ts';

const meanings: Readonly<Record<Exclude<Field['type'], 'enum' | 'reference'>, string>> = {
  string: 'a line of at most 200 characters',
  text: 'text of at most 10,000 characters',
  number: 'a number',
  integer: 'a whole number',
  money: 'an amount with at most two decimal places',
  boolean: 'true or false',
  date: 'a date such as 2030-01-31',
  datetime: 'a time with its zone, such as 2030-01-31T09:30:00Z',
  email: 'an e-mail address',
  url: 'a web address, http or https',
};

/** What a field may hold, in words; Markdown. */
export function meaningOf(field: Field): string {
  if (field.type === 'reference') return `the id of ${withArticle(field.to ?? 'record')}`;
  if (field.type === 'enum') return `one of ${(field.values ?? []).map(code).join(', ')}`;
  return meanings[field.type];
}

/** The entities that refer to this one, each with its fields that do. */
export function childrenOf(
  entity: ProjectEntity,
  all: readonly ProjectEntity[],
): readonly { readonly child: ProjectEntity; readonly fields: readonly Field[] }[] {
  return all
    .map((child) => ({ child, fields: child.fields.filter((field) => field.to === entity.name) }))
    .filter(({ fields }) => fields.length > 0);
}
