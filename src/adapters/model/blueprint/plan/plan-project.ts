import type { Understanding } from '../understanding/types.ts';
import type { Project, ProjectEntity } from '../project.ts';
import { scenariosOf } from '../scenarios/scenarios-of.ts';
import { storiesOf } from '../scenarios/stories-of.ts';
import type { Assume, Draft } from './collect-entities.ts';
import { collectEntities } from './collect-entities.ts';
import { displayOf, fieldsOf } from './fields.ts';
import { listed, pluralName, sentenceCase } from './naming.ts';
import { breakCycles, parentsFirst } from './order-entities.ts';

/** Taken by the service itself: an endpoint, and the file of tests on the service as a whole. */
const RESERVED_PATHS = ['health', 'service'];

function pathOf(plural: string, taken: ReadonlySet<string>): string {
  const path = plural.replaceAll(' ', '-');
  for (let candidate = path, count = 1; ; candidate = `${path}-${String(++count)}`) {
    if (!taken.has(candidate)) return candidate;
  }
}

function shape(drafts: readonly Draft[], assume: Assume): readonly ProjectEntity[] {
  const known = new Set(drafts.map((draft) => draft.name));
  const taken = new Set(RESERVED_PATHS);
  return drafts.map((draft) => {
    const fields = fieldsOf(draft, known, assume);
    const plural = pluralName(draft.name);
    const path = pathOf(plural, taken);
    taken.add(path);
    const unique = fields.filter((field) => field.type === 'reference').map((field) => field.name);
    const entity = { name: draft.name, plural, path, fields, display: displayOf(fields) };
    return draft.isLink === true ? { ...entity, unique } : entity;
  });
}

const STANDING_ASSUMPTIONS = [
  'Every record gets an id, the time it was created and the time it was last changed.',
  'A record that others refer to can’t be deleted before them.',
  'There are no accounts and no permissions: who can reach the service may read and change everything.',
  'Dates and times are written as in ISO 8601; the service knows no currency and no language.',
  'One process serves one data directory, and all records fit in memory.',
];

/**
 * Decides everything about the product that the files are written from. Pure: equal input, equal
 * output.
 */
export function planProject(requirement: string, understanding: Understanding): Project {
  const assumptions: string[] = [];
  const assume: Assume = (sentence) => {
    if (!assumptions.includes(sentence)) assumptions.push(sentence);
  };
  const drafts = collectEntities(understanding.entities, assume);
  const entities = parentsFirst(breakCycles(shape(drafts, assume), assume));
  const scenarios = scenariosOf(entities);
  const plurals = drafts
    .filter((draft) => draft.isLink !== true)
    .map((draft) => pluralName(draft.name));
  return {
    title: sentenceCase(
      plurals.length > 4 ? `${plurals.slice(0, 3).join(', ')} and more` : listed(plurals),
    ),
    packageName: `${drafts
      .slice(0, 3)
      .map((draft) => draft.name.replaceAll(' ', '-'))
      .join('-')
      .slice(0, 80)}-service`,
    requirement,
    entities,
    stories: storiesOf(entities, scenarios),
    scenarios,
    assumptions: [...assumptions, ...STANDING_ASSUMPTIONS],
  };
}
