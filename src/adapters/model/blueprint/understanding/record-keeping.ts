import { featuresOf, sumOf } from './features.ts';
import type { Weights } from './features.ts';
import type { Candidate } from './score.ts';
import type { RecordKeeping } from './types.ts';
import { RECORD_WEIGHTS } from './words/record-weights.ts';
import { OTHER_SIGNS } from './words/signs/other-signs.ts';
import { RECORD_SIGNS } from './words/signs/record-signs.ts';
import type { Sign } from './words/signs/sign.ts';

/** A verdict with what led to it. */
export interface Judgement {
  readonly recordKeeping: RecordKeeping;
  readonly reasons: readonly string[];
}

interface Weighed {
  readonly sum: number;
  readonly reasons: readonly string[];
}

const OPENING = 400;
const MAX_REASONS = 4;

/** The signs that a text shows, each counted once, more when it stands at the beginning. */
function weigh(text: string, signs: readonly Sign[]): Weighed {
  const opening = text.slice(0, OPENING);
  const shown = signs.flatMap((sign) => {
    const inOpening = sign.pattern.test(opening);
    if (!inOpening && !sign.pattern.test(text)) return [];
    return [{ reason: sign.reason, weight: sign.weight * (inOpening ? 1 : 0.5) }];
  });
  return {
    sum: shown.reduce((sum, { weight }) => sum + weight, 0),
    reasons: shown.map(({ reason }) => reason).slice(0, MAX_REASONS),
  };
}

/** Software for somebody, of which nothing more is said: it may well be about records. */
const VAGUE =
  /\b(?:apps?|applications?|systems?|software|platform|portal|website|tool|something|solution|program)\b (?:\w+ ){0,3}(?:for|to help|that helps|to support|to run) (?:my|our|the|a|an|small|us|me)\b/i;
const VAGUE_WORDS = 25;

/** What words and rules weigh, of each. */
const WEIGHTS: Weights = new Map(
  RECORD_WEIGHTS.flatMap(([weight, names]) => names.split(' ').map((name) => [name, weight])),
);

/** Signs are few and sure; chosen on texts that neither signs nor weights had been fitted to. */
const SIGNS_SHARE = 0.5;
const MOST_OF_SIGNS = 3;
/** A text that is taken for one about records has this much more for than against it. */
const SURE = 0.3;

function balanceOf(yes: Weighed, no: Weighed): number {
  const sum = yes.sum - no.sum;
  return SIGNS_SHARE * Math.max(-MOST_OF_SIGNS, Math.min(MOST_OF_SIGNS, sum));
}

/** Tables that are written out leave no doubt, however many words their columns have. */
function isTable({ evidence }: Candidate): boolean {
  return evidence.some(({ rule }) => rule === 'schema' || rule === 'table');
}

/** Records with properties are seldom named by the way: a text of them is not denied at once. */
function isDescribed({ structured, evidence }: Candidate): boolean {
  return structured || evidence.some(({ rule }) => rule === 'attributes in prose');
}
const DOUBT = 1;

/** The same as {@link judge}, by weights of one's own. */
export function judgeBy(weights: Weights, text: string, entities: readonly Candidate[]): Judgement {
  const yes = weigh(text, RECORD_SIGNS);
  const no = weigh(text, OTHER_SIGNS);
  const balance = sumOf(weights, featuresOf(text, entities)) + balanceOf(yes, no);
  const named =
    entities.length === 0
      ? 'no kind of record is named'
      : `kinds of record named: ${String(entities.length)}`;
  const clear = balance >= SURE || (no.sum === 0 && entities.some(isTable));
  if (entities.length > 0 && clear)
    return { recordKeeping: 'yes', reasons: [...yes.reasons, named] };
  const vague = no.sum === 0 && VAGUE.test(text) && text.split(/\s+/).length < VAGUE_WORDS;
  const doubt = no.sum === 0 && entities.some(isDescribed) ? DOUBT : 0;
  if (balance < -doubt && !vague) return { recordKeeping: 'no', reasons: [...no.reasons, named] };
  return { recordKeeping: 'unsure', reasons: [named, ...yes.reasons, ...no.reasons] };
}

/**
 * Whether a text asks for a system that keeps records: by its words and the records found in it,
 * weighed on labelled texts (logistic regression), and by signs for and against.
 */
export function judge(text: string, entities: readonly Candidate[]): Judgement {
  return judgeBy(WEIGHTS, text, entities);
}
