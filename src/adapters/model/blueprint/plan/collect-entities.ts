import type { Attribute, Entity, Relation } from '../understanding/types.ts';
import { defaultAttributes, usualParent } from './default-fields.ts';
import { listed, pluralName, sentenceCase, words } from './naming.ts';

/** An understood entity with safe, unique names, and nothing missing that a product needs. */
export interface Draft {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  /** Only to entities that exist, and only `belongsTo`. */
  readonly parents: readonly string[];
  /** This entity only ties others together: a pair of parents is tied once. */
  readonly isLink?: boolean;
}

/** Sentences on what was decided where the requirement is silent. */
export type Assume = (sentence: string) => void;

const normal = (name: string): string => words(name).join(' ');

function named(entities: readonly Entity[], assume: Assume): readonly Entity[] {
  const byName = new Map<string, Entity>();
  for (const entity of entities) {
    let name = normal(entity.name);
    if (name === '') {
      name = 'record';
      assume('A kind of record whose name has no Latin letters is called “record”.');
    }
    if (!byName.has(name)) byName.set(name, { ...entity, name });
  }
  return [...byName.values()];
}

function withAttributes(entity: Entity, assume: Assume): Entity {
  if (entity.attributes.length > 0) return entity;
  const attributes = defaultAttributes(entity.name);
  const names = listed(attributes.map((attribute) => attribute.name.replaceAll('_', ' ')));
  assume(`The requirement names no attributes of ${pluralName(entity.name)}: they have ${names}.`);
  return { ...entity, attributes };
}

const has = (entity: Entity | undefined, kind: Relation['kind'], other: string): boolean =>
  entity?.relations.some((each) => each.kind === kind && normal(each.entity) === other) ?? false;

/** Two entities that each have many of the other need a third one between them. */
function linksBetween(entities: readonly Entity[], assume: Assume): readonly Draft[] {
  const links: Draft[] = [];
  for (const [index, one] of entities.entries()) {
    for (const other of entities.slice(index + 1)) {
      if (!has(one, 'hasMany', other.name) || !has(other, 'hasMany', one.name)) continue;
      const isThere = entities.some(
        (each) => has(each, 'belongsTo', one.name) && has(each, 'belongsTo', other.name),
      );
      const name = `${one.name} ${other.name}`;
      if (isThere || entities.some((each) => each.name === name)) continue;
      const [ones, others] = [pluralName(one.name), pluralName(other.name)];
      assume(
        `${sentenceCase(ones)} and ${others} are tied together by ${pluralName(name)}, one for each pair.`,
      );
      links.push({ name, attributes: [], parents: [one.name, other.name], isLink: true });
    }
  }
  return links;
}

function parentsOf(entity: Entity, all: readonly Entity[]): readonly string[] {
  const own = entity.relations
    .filter((relation) => relation.kind === 'belongsTo')
    .map((relation) => normal(relation.entity));
  const owners = all
    .filter((other) => has(other, 'hasMany', entity.name) && !has(entity, 'hasMany', other.name))
    .map((other) => other.name);
  const referred = new Set(entity.attributes.map((each) => each.entity && normal(each.entity)));
  const isKnown = (name: string): boolean => all.some((other) => other.name === name);
  // A reference attribute stands for its relation.
  return [...new Set([...own, ...owners])].filter((name) => isKnown(name) && !referred.has(name));
}

function guessParent(entity: Entity, all: readonly Entity[], assume: Assume): readonly string[] {
  const isTied =
    entity.relations.length > 0 || all.some((other) => has(other, 'hasMany', entity.name));
  if (isTied) return [];
  const names = all.map((other) => other.name).filter((name) => name !== entity.name);
  const parent = usualParent(entity.name, names);
  if (parent === undefined) return [];
  assume(`Every ${entity.name} belongs to a ${parent}.`);
  return [parent];
}

/** The entities of an understanding, ready to be planned; at least one. */
export function collectEntities(understood: readonly Entity[], assume: Assume): readonly Draft[] {
  const present = named(understood, assume).map((entity) => withAttributes(entity, assume));
  if (present.length === 0) {
    assume('The requirement names no kind of record: the service keeps plain records.');
    return [{ name: 'record', attributes: defaultAttributes('record'), parents: [] }];
  }
  const drafts = present.map((entity): Draft => {
    const parents = [...parentsOf(entity, present), ...guessParent(entity, present, assume)];
    return { name: entity.name, attributes: entity.attributes, parents };
  });
  return [...drafts, ...linksBetween(present, assume)];
}
