import type { Candidate } from './score.ts';
import type { RecordKeeping } from './types.ts';
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
const USUAL_WORDS = 150;

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

/** Records with properties are hardly ever named by the way. */
const ENOUGH_DESCRIBED = 2;
const DESCRIBED_BONUS = 1;

function isDescribed({ structured, evidence }: Candidate): boolean {
  return structured || evidence.some(({ rule }) => rule === 'attributes in prose');
}

/** How thickly a text is set with records; a long one names many things by the way. */
function weighEntities(entities: readonly Candidate[], words: number): number {
  const sum = entities.reduce((total, { strength }) => total + Math.min(strength, 2.5), 0);
  const described = entities.filter(isDescribed).length;
  const bonus = described >= ENOUGH_DESCRIBED ? DESCRIBED_BONUS : 0;
  return Math.min((sum * 0.5) / Math.max(1, words / USUAL_WORDS), 3.5) + bonus;
}

/** A text that names no record at all is about something else, unless it says next to nothing. */
const SAYS_SOMETHING = 12;
/** Signs that weigh less stand in texts about anything: user stories. */
const SAYS_RECORDS = 0.6;

/** Software for somebody, of which nothing more is said: it may well be about records. */
const VAGUE =
  /\b(?:apps?|applications?|systems?|software|platform|portal|website|tool|something|solution|program)\b (?:\w+ ){0,3}(?:for|to help|that helps|to support|to run) (?:my|our|the|a|an|small|us|me)\b/i;
const VAGUE_WORDS = 25;

/** Whether a text asks for a system that keeps records: signs for and against, and what it names. */
export function judge(text: string, entities: readonly Candidate[]): Judgement {
  const yes = weigh(text, RECORD_SIGNS);
  const no = weigh(text, OTHER_SIGNS);
  const words = text.split(/\s+/).length;
  const balance = yes.sum + weighEntities(entities, words) - no.sum;
  const named =
    entities.length === 0
      ? 'no kind of record is named'
      : `kinds of record named: ${String(entities.length)}`;
  const said = yes.sum > 0 || entities.some(({ strength }) => strength > 0);
  const onlyRecords = no.sum === 0 && said;
  if (entities.length > 0 && (balance >= 0.5 || onlyRecords))
    return { recordKeeping: 'yes', reasons: [...yes.reasons, named] };
  const saysOther = no.sum > 0 && balance < 0;
  const namesNothing =
    entities.length === 0 && yes.sum < SAYS_RECORDS && text.trim().length > SAYS_SOMETHING;
  const vague = no.sum === 0 && VAGUE.test(text) && words < VAGUE_WORDS;
  const namesByTheWay = !said && text.trim().length > SAYS_SOMETHING;
  if (!vague && (saysOther || namesNothing || namesByTheWay))
    return { recordKeeping: 'no', reasons: [...no.reasons, named] };
  return { recordKeeping: 'unsure', reasons: [named, ...yes.reasons, ...no.reasons] };
}
