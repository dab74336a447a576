import { isObject } from '../domain/brand.ts';
import type { Scrub } from '../domain/secrets.ts';
import type { Collected } from './collect.ts';
import type { AnswerPart } from './answer.ts';

/** The same value with each of its texts rewritten, however deep. */
const inTexts = (value: unknown, conceal: Scrub): unknown => {
  if (typeof value === 'string') return conceal(value);
  if (Array.isArray(value)) return value.map((item: unknown) => inTexts(item, conceal));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [conceal(name), inTexts(item, conceal)]),
  );
};

/** Of one shape with what came: only texts in it are others. */
const rewritten = <T>(value: T, conceal: Scrub): T => {
  const before = JSON.stringify(value) as string | undefined;
  if (before === undefined) return value;
  const after = inTexts(value, conceal);
  // Nearly always there is nothing to hide, and what came stays as it came.
  return JSON.stringify(after) === before ? value : (after as T);
};

/** Arguments are JSON in a text: a key may be spelled in them as no plain text would have it. */
const argumentsWithout = (text: string, conceal: Scrub): string => {
  try {
    const given = JSON.parse(text) as unknown;
    const kept = rewritten(given, conceal);
    return kept === given ? text : JSON.stringify(kept);
  } catch {
    return conceal(text);
  }
};

const partWithout = (part: AnswerPart, conceal: Scrub): AnswerPart => {
  const kept = rewritten(part, conceal);
  return kept.type === 'tool-call'
    ? { ...kept, input: argumentsWithout(kept.input, conceal) }
    : kept;
};

/** What came without our keys, which some servers repeat: it is kept, shown and written into files. */
export const withoutKeys = (
  { parts, finish, id, modelId }: Collected,
  conceal: Scrub,
): Collected => ({
  parts: parts.map((part) => partWithout(part, conceal)),
  finish: rewritten(finish, conceal),
  id: id === undefined ? id : conceal(id),
  modelId: modelId === undefined ? modelId : conceal(modelId),
});
