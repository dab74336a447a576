import type { LanguageModelV4Message } from '@ai-sdk/provider';
import { isObject } from '../domain/brand.ts';
import { NeedsPerson } from '../domain/needs-person.ts';
import type { AnswerPart } from './answer.ts';

/** JSON as the ledger keeps it. */
export const encodeJson = (value: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(value));

const parseList = (bytes: Uint8Array, has: string): readonly unknown[] => {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    const fits = (item: unknown): boolean => isObject(item) && typeof item[has] === 'string';
    if (Array.isArray(value) && value.every(fits)) return value as readonly unknown[];
  } catch {
    // Said below: what is no JSON is as damaged as what is no list.
  }
  throw new NeedsPerson('ledger_conflict', 'The ledger holds damaged bytes for this run.');
};

// Both come from our own ledger, and the digest of the rebuilt request vouches for them: a change
// of one character is a conflict. So the shape inside is taken as it was written.

/** Messages that a step added. @throws NeedsPerson `ledger_conflict` when they are damaged. */
export const decodeMessages = (bytes: Uint8Array): readonly LanguageModelV4Message[] =>
  parseList(bytes, 'role') as readonly LanguageModelV4Message[];

/** Content of an answer. @throws NeedsPerson `ledger_conflict` when it is damaged. */
export const decodeContent = (bytes: Uint8Array): readonly AnswerPart[] =>
  parseList(bytes, 'type') as readonly AnswerPart[];
