import type { Findings, Rule, Tie } from './evidence.ts';
import { isPlural, singular } from './inflection.ts';
import { THRESHOLD, candidates, rulesOf } from './score.ts';
import type { Candidate } from './score.ts';
import type { Attribute, Entity, Relation } from './types.ts';

const MAX_ENTITIES = 12;
const MAX_ATTRIBUTES = 20;

/** Where the text lays its records out, prose must say more to add another one. */
const THRESHOLD_BESIDE_STRUCTURE = 1.5;
const ENOUGH_STRUCTURE = 2;

function isDescribed({ structured, evidence }: Candidate): boolean {
  return structured || evidence.some(({ rule }) => rule === 'attributes in prose');
}

/** "Bookmark manager with folders": what keeps the records, in prose. */
const isKeeper = (name: string): boolean =>
  /\S (?:manager|tracker|logger|planner|organi[sz]er|register|engine|portal)$/.test(name);

const isListed = ({ evidence }: Candidate): boolean =>
  evidence.some(({ rule }) => rule === 'plain list');

/** Beside a list of records, what has them is the software: "online store with products, …". */
function isKeptBeside({ structured, evidence }: Candidate): boolean {
  return structured || evidence.some(({ rule }) => DONE_TO.has(rule));
}

const DONE_TO: ReadonlySet<Rule> = new Set(['record verb', 'act verb', 'passive', 'system with']);

/** Beside records that are described, a name must be more than the title of the system. */
function isHandled({ evidence }: Candidate, laidOut: boolean): boolean {
  if (laidOut) return evidence.some(({ rule }) => HANDLING.has(rule));
  return !evidence.every(({ rule }) => TITLE.has(rule));
}

const HANDLING: ReadonlySet<Rule> = new Set([
  'record verb',
  'act verb',
  'passive',
  'system with',
  'contains',
]);
const TITLE: ReadonlySet<Rule> = new Set(['management', 'mention', 'plural']);

/** The candidates that count as entities: at most 12, in the order of the text. */
export function accepted(findings: Findings): readonly Candidate[] {
  const all = candidates(findings.evidence);
  const laidOut = all.filter(({ structured }) => structured).length >= ENOUGH_STRUCTURE;
  const described = all.filter(isDescribed).length >= ENOUGH_STRUCTURE;
  const listed = all.filter(isListed).length >= ENOUGH_STRUCTURE;
  const threshold = laidOut ? THRESHOLD_BESIDE_STRUCTURE : THRESHOLD;
  return all
    .filter(({ score, structured }) => score >= (structured ? THRESHOLD : threshold))
    .filter((candidate) => !listed || isListed(candidate) || isKeptBeside(candidate))
    .filter((candidate) => !described || isDescribed(candidate) || isHandled(candidate, laidOut))
    .filter(({ name, structured }) => structured || !isKeeper(name))
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, MAX_ENTITIES)
    .sort((a, b) => a.order - b.order);
}

/** The entity that an attribute's name stands for: `book`, `book_id`, `lead_developer`. */
function referred(name: string, self: string, names: readonly string[]): string | undefined {
  const bare = singular(name.replace(/_id$/, '')).replaceAll('_', ' ');
  return names.find((other) => other === bare && (other !== self || name.endsWith('_id')));
}

function withReference(attribute: Attribute, self: string, names: readonly string[]): Attribute {
  const entity = referred(attribute.name, self, names);
  if (entity === undefined) return attribute;
  const { name, required } = attribute;
  return { name, type: 'reference', entity, ...(required === undefined ? {} : { required }) };
}

/** Whether a name in prose stands for several records, which a relation says: "name and tasks". */
function isSeveral(name: string, names: readonly string[]): boolean {
  return isPlural(name) && names.includes(singular(name).replaceAll('_', ' '));
}

/** All attributes of a candidate, each once; a later mention adds values and "required". */
function attributesOf(candidate: Candidate, names: readonly string[]): readonly Attribute[] {
  const byName = new Map<string, Attribute>();
  for (const { attributes = [], rule } of candidate.evidence)
    for (const attribute of attributes) {
      if (rule === 'attributes in prose' && isSeveral(attribute.name, names)) continue;
      const known = byName.get(attribute.name);
      const richer =
        known === undefined || (known.values === undefined && attribute.values !== undefined);
      byName.set(attribute.name, richer ? { ...known, ...attribute } : { ...attribute, ...known });
    }
  return [...byName.values()]
    .slice(0, MAX_ATTRIBUTES)
    .map((attribute) => withReference(attribute, candidate.name, names));
}

function inverse(tie: Tie): Tie {
  return { from: tie.to, kind: tie.kind === 'hasMany' ? 'belongsTo' : 'hasMany', to: tie.from };
}

function relationsOf(name: string, ties: readonly Tie[]): readonly Relation[] {
  const relations = new Map<string, Relation>();
  for (const { from, kind, to } of ties)
    if (from === name && to !== name) relations.set(`${kind} ${to}`, { kind, entity: to });
  return [...relations.values()];
}

/** The accepted candidates with their attributes, and relations in both directions. */
export function entitiesOf(found: readonly Candidate[], findings: Findings): readonly Entity[] {
  const names = found.map(({ name }) => name);
  const bare = found.map((candidate) => ({
    name: candidate.name,
    attributes: attributesOf(candidate, names),
  }));
  const referring = bare.flatMap(({ name, attributes }) =>
    attributes.flatMap(({ entity }) =>
      entity === undefined ? [] : [{ from: name, kind: 'belongsTo' as const, to: entity }],
    ),
  );
  const stated = findings.ties.filter(({ from, to }) => names.includes(from) && names.includes(to));
  const ties = [...stated, ...referring].flatMap((tie) => [tie, inverse(tie)]);
  return bare.map((entity) => ({ ...entity, relations: relationsOf(entity.name, ties) }));
}

/** How a candidate was found, in one sentence. */
export function reasonFor(candidate: Candidate): string {
  const rules = rulesOf(candidate).filter((rule) => rule !== 'mention');
  return `${candidate.name}: ${rules.slice(0, 3).join(', ')}`;
}
