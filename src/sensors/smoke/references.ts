import type { JsonObject } from '../../domain/brand.ts';
import { plain, plurals } from '../names.ts';
import type { ApiDocument, Collection } from './openapi.ts';
import { fieldsOf } from './sample.ts';

/** A field that names a thing of another collection. */
export interface Reference {
  readonly field: string;
  readonly to: Collection;
}

const lastPart = (path: string): string => path.split('/').at(-1) ?? '';

const collectionNamed = (api: ApiDocument, name: string): Collection | undefined => {
  const names = new Set(plurals(plain(lastPart(name))));
  return api.collections.find(({ path }) => names.has(plain(lastPart(path))));
};

const ID_FIELD = /^(.+?)(?:_?[iI]d|_?ID)$/;

/** The collection that a field refers to: by `x-references`, or by a name such as `project_id`. */
const targetOf = (api: ApiDocument, name: string, references: unknown): Collection | undefined => {
  if (typeof references === 'string') return collectionNamed(api, references);
  const base = ID_FIELD.exec(name)?.[1];
  return base === undefined ? undefined : collectionNamed(api, base);
};

/** Fields of a body that name things of other collections. @param isIn whether a body has a field. */
export const referencesAmong = (
  api: ApiDocument,
  schema: JsonObject,
  isIn: (field: string) => boolean,
): readonly Reference[] =>
  fieldsOf(schema, api.resolve)
    .filter(({ name, required }) => required || isIn(name))
    .flatMap((field): readonly Reference[] => {
      const to = targetOf(api, field.name, field.schema['x-references']);
      return to === undefined ? [] : [{ field: field.name, to }];
    });

/** What must exist before a thing of a collection can be made. */
export const referencesOf = (api: ApiDocument, { schema }: Collection): readonly Reference[] =>
  referencesAmong(api, schema, () => false);

/** The collection with the fewest references: the least that has to be made before it. */
export const simplest = (api: ApiDocument): Collection | undefined =>
  [...api.collections].sort((a, b) => referencesOf(api, a).length - referencesOf(api, b).length)[0];
