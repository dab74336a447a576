import { isObject, parsed, refused } from './brand.ts';
import type { Parsed } from './brand.ts';
import type { Digest } from './digest.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import { modelsOf } from './model-spec.ts';
import type { PersonaId } from './persona.ts';
import { parseTreePath } from './tree.ts';
import type { Tree, TreePath } from './tree.ts';

/**
 * In whose name a model is asked that judges: its runs, calls and cost stand under it. It is no
 * persona: it writes nothing, and no phase waits for it.
 */
export const JUDGE = 'judge' as PersonaId;

/** Opinions that one answer may give; more are left out. */
export const OPINIONS_MAX = 10;

/** Characters of an opinion; the rest is cut. */
export const OPINION_LENGTH = 500;

/** Characters of an answer that are looked at: a longer one is no answer. */
const ANSWER_MAX = 100_000;

/** What a model thinks is wrong with one file. Nobody has measured it. */
export interface Opinion {
  readonly path: TreePath;
  /** `judge.<slug>`, or `judge.opinion`. */
  readonly rule: string;
  readonly message: string;
}

export interface Opinions {
  readonly opinions: readonly Opinion[];
  /** Entries of the answer that are no opinion on a file of the tree, or too many. */
  readonly leftOut: number;
}

/** Which models judge, in turn; nobody where all others compute here, and nothing is sent out. */
export const judgeBeside = (
  judge: string | undefined,
  models: readonly string[],
): string | undefined => (models.every((spec) => spec === 'blueprint') ? undefined : judge);

/** Those that are asked, one by one. */
export const judgesIn = (judge: string | undefined): readonly string[] =>
  judge === undefined ? [] : modelsOf(judge);

/** Whose calls an execution may have to pay for, so that each may have a cap in its budget. */
export const payersIn = (
  personas: readonly PersonaId[],
  judges: readonly string[],
): readonly PersonaId[] => (judges.length === 0 ? personas : [...personas, JUDGE]);

/** What is wrong with a judge beside these personas. */
export const problemOfJudge = (
  personas: readonly PersonaId[],
  judges: readonly string[],
): string | undefined =>
  judges.length > 0 && personas.includes(JUDGE)
    ? `A persona has the id "${JUDGE}", in whose name gates.judgeModel is asked: give it another id, or leave the setting out.`
    : undefined;

const SLUG = /^[a-z][a-z0-9_]{0,39}$/;

const ruleOf = (value: unknown): string =>
  `judge.${typeof value === 'string' && SLUG.test(value) ? value : 'opinion'}`;

/** One line of plain text; what can't be seen, or turns the direction of writing, goes. */
const plain = (text: string): string => {
  const line = text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, OPINION_LENGTH + 1);
  return line.length <= OPINION_LENGTH ? line : `${line.slice(0, OPINION_LENGTH - 1)}…`;
};

const opinionOf = (value: unknown, tree: Tree): readonly Opinion[] => {
  if (!isObject(value) || typeof value['message'] !== 'string') return [];
  const path = parseTreePath(value['path']);
  const message = plain(value['message']);
  return path.ok && tree.has(path.value) && message !== ''
    ? [{ path: path.value, rule: ruleOf(value['rule']), message }]
    : [];
};

/** Many a model puts its JSON into a fence, whatever it is told. */
const withoutFence = (text: string): string =>
  /^```[a-z]*\n([\s\S]*)\n```$/.exec(text.trim())?.[1] ?? text;

const entriesIn = (text: string): Parsed<readonly unknown[]> => {
  if (text.length > ANSWER_MAX) return refused('its answer is too long');
  try {
    const answer = JSON.parse(withoutFence(text)) as unknown;
    return isObject(answer) && Array.isArray(answer['findings'])
      ? parsed(answer['findings'] as readonly unknown[])
      : refused('its answer is no object with a list "findings"');
  } catch {
    return refused('its answer is no JSON');
  }
};

/**
 * What a judge answered, `{"findings":[{"path","rule","message"}]}`, as opinions on files that the
 * tree has: the first ten of these. Whatever else an entry says (a severity, a score) is not read.
 */
export const parseOpinions = (text: string, tree: Tree): Parsed<Opinions> => {
  const entries = entriesIn(text);
  if (!entries.ok) return entries;
  const all = entries.value.slice(0, 10 * OPINIONS_MAX).flatMap((entry) => opinionOf(entry, tree));
  const once = new Map(all.map((opinion) => [`${opinion.path}\n${opinion.message}`, opinion]));
  const opinions = [...once.values()].slice(0, OPINIONS_MAX);
  return parsed({ opinions, leftOut: entries.value.length - opinions.length });
};

/** Opinions as findings: warnings, whatever the judge thinks of them. */
export const findingsOf = (
  opinions: readonly Opinion[],
  ownerOf: (path: TreePath) => PersonaId,
): readonly Finding[] =>
  opinions.map((opinion) => ({ ...opinion, severity: 'warning', owner: ownerOf(opinion.path) }));

/** What stands beside a gate's evidence. Nothing was measured, so it gives no credit and no blame. */
export const opinionEvidence = (
  tree: Digest,
  note: string,
  findings: readonly Finding[],
): Evidence => ({
  sensor: 'judge',
  outcome: 'skipped',
  note,
  checked: 0,
  held: 0,
  tree,
  ms: 0,
  findings,
});
