import type { Evidence, Rule } from './evidence.ts';
import { isSoftName } from './vocabulary.ts';

/** What one piece of evidence of a rule is worth, and the most that the rule can add. */
interface Worth {
  readonly each: number;
  readonly most: number;
}

const WORTH: Readonly<Record<Rule, Worth>> = {
  schema: { each: 3, most: 3 },
  rest: { each: 2, most: 3 },
  table: { each: 3, most: 3 },
  'attribute list': { each: 2.5, most: 3 },
  'entity list': { each: 1.5, most: 2 },
  'attributes in prose': { each: 1.6, most: 2.5 },
  'system with': { each: 1.1, most: 1.5 },
  'record verb': { each: 1.1, most: 2.5 },
  'act verb': { each: 0.65, most: 1.5 },
  'look verb': { each: 0.45, most: 1.2 },
  'other verb': { each: 0.3, most: 0.9 },
  target: { each: 0.4, most: 0.8 },
  subject: { each: 0.35, most: 0.7 },
  passive: { each: 0.86, most: 1.6 },
  management: { each: 1.1, most: 2 },
  contains: { each: 0.7, most: 1.4 },
  each: { each: 0.5, most: 1 },
  possessive: { each: 0.6, most: 1.2 },
  'plain list': { each: 0.8, most: 1 },
  brief: { each: 0.8, most: 0.8 },
  plural: { each: 0.25, most: 0.75 },
  mention: { each: 0.12, most: 0.6 },
};

/** A name is taken for an entity from this score on; chosen on the development set. */
export const THRESHOLD = 0.85;

/** Rules that read what the text lays out as a structure. */
const STRUCTURE: ReadonlySet<Rule> = new Set([
  'schema',
  'rest',
  'table',
  'attribute list',
  'entity list',
]);

const STRONG: ReadonlySet<Rule> = new Set([
  ...STRUCTURE,
  'attributes in prose',
  'system with',
  'record verb',
  'passive',
  'management',
  'contains',
]);

/** A name with all that speaks for it. */
export interface Candidate {
  readonly name: string;
  readonly score: number;
  /** The part of the evidence that hardly ever stands in texts about something else than records. */
  readonly strength: number;
  readonly evidence: readonly Evidence[];
  /** Whether a structure of the text shows it. */
  readonly structured: boolean;
  /** Its place among all names, by first appearance. */
  readonly order: number;
}

/** Rules that show no more than that a name is used, or that it does something. */
const WEAK: ReadonlySet<Rule> = new Set(['subject', 'plural', 'mention']);
/** The most that a name can reach that only acts and is never acted on: below the threshold. */
const MOST_OF_ACTORS = 0.6;
/** In a long text every other noun is used somehow: the most that weak rules can add there. */
const MOST_OF_WEAK = 0.9;
/** What prose counts for names that are records only now and then. */
const SOFT_SHARE = 0.6;

function sumOf(evidence: readonly Evidence[]): number {
  const counts = new Map<Rule, number>();
  for (const { rule } of evidence) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  let sum = 0;
  for (const [rule, count] of counts) sum += Math.min(WORTH[rule].most, WORTH[rule].each * count);
  return sum;
}

function scoreOf(name: string, evidence: readonly Evidence[], long: boolean): number {
  const laidOut = sumOf(evidence.filter(({ rule }) => STRUCTURE.has(rule)));
  const prose = evidence.filter(({ rule }) => !STRUCTURE.has(rule));
  const strong = sumOf(prose.filter(({ rule }) => STRONG.has(rule)));
  const weak = sumOf(prose.filter(({ rule }) => !STRONG.has(rule)));
  const share = isSoftName(name) ? SOFT_SHARE : 1;
  const said = (strong + (long ? Math.min(weak, MOST_OF_WEAK) : weak)) * share;
  const onlyActs = evidence.every(({ rule }) => WEAK.has(rule));
  return onlyActs ? Math.min(said, MOST_OF_ACTORS) : laidOut + said;
}

/** A text that mentions more names than this is a long one: some 250 words. */
const MANY_MENTIONS = 60;

/** One candidate for each name, in order of first appearance. */
export function candidates(evidence: readonly Evidence[]): readonly Candidate[] {
  const long = evidence.filter(({ rule }) => rule === 'mention').length > MANY_MENTIONS;
  const byName = new Map<string, Evidence[]>();
  for (const item of evidence) {
    const known = byName.get(item.entity);
    if (known === undefined) byName.set(item.entity, [item]);
    else known.push(item);
  }
  return [...byName].map(([name, items], order) => ({
    name,
    score: scoreOf(name, items, long),
    strength:
      sumOf(items.filter(({ rule }) => STRONG.has(rule))) +
      sumOf(items.filter(({ rule }) => rule === 'act verb')) / 2,
    evidence: items,
    structured: items.some(({ rule }) => STRUCTURE.has(rule)),
    order,
  }));
}

/** The rules that found a candidate, strongest first. */
export function rulesOf(candidate: Candidate): readonly Rule[] {
  const rules = [...new Set(candidate.evidence.map(({ rule }) => rule))];
  return rules.sort((a, b) => WORTH[b].each - WORTH[a].each);
}
