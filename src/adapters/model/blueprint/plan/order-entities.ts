import type { Field, ProjectEntity } from '../project.ts';
import type { Assume } from './collect-entities.ts';
import { pluralName } from './naming.ts';

type WithFields = Pick<ProjectEntity, 'name' | 'fields'>;

const targets = (entity: WithFields): readonly string[] =>
  entity.fields.flatMap((field) => (field.required && field.to !== undefined ? [field.to] : []));

/** Whether following required references from `from` leads to `goal`. */
function reaches(from: string, goal: string, entities: readonly WithFields[]): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === goal) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    const entity = entities.find((each) => each.name === name);
    if (entity) open.push(...targets(entity));
  }
  return false;
}

/** Entities that must refer to each other could never be created: one reference becomes optional. */
export function breakCycles<T extends WithFields>(
  entities: readonly T[],
  assume: Assume,
): readonly T[] {
  const result = [...entities];
  for (const [index, entity] of entities.entries()) {
    const fields = entity.fields.map((field): Field => {
      if (!field.required || field.to === undefined) return field;
      if (!reaches(field.to, entity.name, result)) return field;
      if (field.to !== entity.name) {
        assume(
          `Of ${pluralName(entity.name)}, ${field.label} is optional, since each needs the other.`,
        );
      }
      return { ...field, required: false };
    });
    result[index] = { ...entity, fields };
  }
  return result;
}

/** An order in which every entity comes after those it must refer to; otherwise as given. */
export function parentsFirst<T extends WithFields>(entities: readonly T[]): readonly T[] {
  const ordered: T[] = [];
  const place = (entity: T): void => {
    if (ordered.includes(entity)) return;
    entities.filter((other) => targets(entity).includes(other.name)).forEach(place);
    ordered.push(entity);
  };
  entities.forEach(place);
  return ordered;
}
