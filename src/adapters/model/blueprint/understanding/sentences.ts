import { plain } from './outline.ts';
import type { Line } from './outline.ts';

/** A sentence, heading or bullet, to be tagged as one. */
export interface Sentence {
  readonly text: string;
  readonly kind: 'heading' | 'bullet' | 'text';
}

/** A line of prose that is shorter ends where its writer ended it. */
const WRAPPED = 50;
const MAX_SENTENCE = 1_500;
/** Reading takes about a millisecond a sentence; nobody says new things in so many. */
const MAX_SENTENCES = 800;
const SQL = /^(?:create (?:table|index)|alter table|insert into)\b/i;
const ENDS = /(?<=[.!?]["')]?)\s+(?=["'(]?[A-Z0-9])|;\s+|\n+/;

function split(text: string, kind: Sentence['kind']): readonly Sentence[] {
  return text
    .split(ENDS)
    .map((part) => plain(part).slice(0, MAX_SENTENCE))
    .filter((part) => /[a-z]/i.test(part) && !SQL.test(part))
    .map((part) => ({ text: part, kind }));
}

/** Whether a wrapped line goes on in this one. */
function continues(previous: Line | undefined, line: Line): boolean {
  if (previous === undefined || line.kind !== 'text') return false;
  if (previous.kind === 'bullet') return line.depth > previous.depth;
  if (previous.kind !== 'text') return false;
  return previous.text.length >= WRAPPED || /^[a-z(]/.test(line.text);
}

/** The prose of the lines, cut into sentences; wrapped lines are joined; code and tables are left out. */
export function sentencesOf(lines: readonly Line[]): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let pending: { text: string; kind: Sentence['kind'] } | undefined;
  let previous: Line | undefined;
  const flush = (): void => {
    if (pending !== undefined) sentences.push(...split(pending.text, pending.kind));
    pending = undefined;
  };
  for (const line of lines) {
    const last = previous;
    previous = line;
    if (pending !== undefined && continues(last, line) && !pending.text.endsWith(':')) {
      pending = { ...pending, text: `${pending.text} ${line.text}` };
      continue;
    }
    flush();
    if (line.kind === 'text' || line.kind === 'bullet' || line.kind === 'heading')
      pending = { text: line.text, kind: line.kind };
  }
  flush();
  return sentences.slice(0, MAX_SENTENCES);
}
