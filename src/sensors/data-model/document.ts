import { isSameName, plain, variants } from '../names.ts';
import { namesIn } from '../traceability/names.ts';
import type { Fault } from './compare.ts';
import type { Entity } from './entities.ts';

/** A relation of a Mermaid diagram: `COURSE ||--o{ STUDENT : "has"`. */
const TIE =
  /^\s{0,20}([\p{L}\p{N}_-]{1,100})\s{1,20}[|}o{]{2}(?:--|\.\.)[|}o{]{2}\s{1,20}([\p{L}\p{N}_-]{1,100})\s{0,20}:/u;

const isKnown = (name: string, entities: readonly Entity[]): boolean =>
  entities.some((entity) => isSameName(plain(entity.name), plain(name)));

/** Relations that are drawn between things that there are not. */
export const tieFaults = (text: string, entities: readonly Entity[]): readonly Fault[] => {
  const ends = text.split('\n').flatMap((line) => TIE.exec(line)?.slice(1) ?? []);
  return [...new Set(ends)]
    .filter((name) => !isKnown(name, entities))
    .map((name) => ({
      severity: 'error',
      rule: 'data_model.relation',
      expected: 'an entity of the data model',
      actual: name,
      message: `A relation is drawn to ${name}, which is no entity of the data model`,
    }));
};

/** Entities that the document never names, in the singular or the plural. */
export const unnamedFaults = (text: string, entities: readonly Entity[]): readonly Fault[] => {
  const known = namesIn(text);
  return entities
    .filter(({ name }) => !variants(plain(name)).some((each) => known.has(each)))
    .map(({ name }) => ({
      severity: 'error',
      rule: 'data_model.undocumented',
      expected: `a description of "${name.slice(0, 100)}"`,
      actual: 'not named',
      message: `The data model has the entity "${name.slice(0, 100)}", which its document does not name`,
    }));
};
