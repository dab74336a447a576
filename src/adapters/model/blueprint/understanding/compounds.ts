import type { Findings } from './evidence.ts';
import { isBaseForm } from './grammar/verbs.ts';
import { candidates } from './score.ts';
import type { Candidate } from './score.ts';
import { KEPT_WITH_ADJECTIVE } from './words/modifiers.ts';

function headOf(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1);
}

function firstOf(name: string): string {
  return name.slice(0, name.indexOf(' '));
}

/** "issue ticket": a verb and its object that were taken for one name. */
function isCommand(name: string): boolean {
  const head = headOf(name);
  return head !== name && isBaseForm(firstOf(name)) && !KEPT_WITH_ADJECTIVE.has(head);
}

const isListed = ({ evidence }: Candidate): boolean =>
  evidence.some(({ rule }) => rule === 'plain list');

type Names = ReadonlyMap<string, Candidate>;

/** The name that a compound and its head share: the one with more evidence, by structure first. */
function shared(compound: Candidate, head: Candidate, names: Names): Candidate {
  if (compound.structured !== head.structured) return compound.structured ? compound : head;
  if (isListed(compound) && !isListed(head)) return compound;
  if (isCommand(compound.name) && !names.has(firstOf(compound.name))) return head;
  const handled = (name: Candidate): boolean =>
    name.evidence.some(({ rule }) => rule === 'record verb');
  if (handled(compound) && !handled(head)) return compound;
  return compound.score > head.score ? compound : head;
}

/** For each name that is another way to say a second one, that second one. */
function synonyms(names: readonly Candidate[]): ReadonlyMap<string, string> {
  const byName = new Map(names.map((candidate) => [candidate.name, candidate]));
  const compounds = new Map<string, Candidate[]>();
  for (const candidate of names) {
    const head = headOf(candidate.name);
    if (head === candidate.name || !byName.has(head)) continue;
    compounds.set(head, [...(compounds.get(head) ?? []), candidate]);
  }
  const same = new Map<string, string>();
  for (const candidate of names) {
    const { name, structured } = candidate;
    if (structured || isListed(candidate)) continue;
    const object = name.slice(name.indexOf(' ') + 1);
    if (isCommand(name) && byName.has(object) && !byName.has(firstOf(name))) same.set(name, object);
  }
  for (const [head, members] of compounds) {
    const alone = byName.get(head);
    if (alone === undefined) continue;
    const strong = members.filter((member) => member.structured || member.score >= 2);
    if (strong.length > 1) continue;
    const best = [...members].sort((a, b) => b.score - a.score)[0];
    if (best === undefined) continue;
    const name = shared(best, alone, byName).name;
    for (const member of [...members, alone]) if (member.name !== name) same.set(member.name, name);
  }
  return same;
}

/** "purchase order" and a later "order" as one name: the one that more of the text speaks for. */
export function mergeCompounds(findings: Findings): Findings {
  const same = synonyms(candidates(findings.evidence));
  const rename = (name: string): string => same.get(name) ?? name;
  return {
    evidence: findings.evidence.map((item) => ({ ...item, entity: rename(item.entity) })),
    ties: findings.ties.map((tie) => ({ ...tie, from: rename(tie.from), to: rename(tie.to) })),
  };
}
