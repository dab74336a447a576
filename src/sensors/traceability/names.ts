import { plain, variants } from '../names.ts';
import type { Operation } from '../api/operations.ts';

/** Words of one name that stand beside each other in a sentence: `line items` for `/line-items`. */
const GRAM = 4;
const WORDS_MAX = 20_000;

/** Every word of a text, and every two to four in a row, as plain names. */
export const namesIn = (text: string): ReadonlySet<string> => {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, WORDS_MAX) ?? [];
  const names = new Set<string>();
  words.forEach((_word, index) => {
    for (let length = 1; length <= GRAM; length += 1) {
      names.add(plain(words.slice(index, index + length).join('')));
    }
  });
  return names;
};

/** Parts of paths that name no thing. */
const GENERAL = /^(api|rest|v\d+|)$/i;

/** How the things and operations of an API may be called in a sentence. */
export const namesOf = (operations: readonly Operation[]): ReadonlySet<string> => {
  const parts = operations
    .flatMap(({ path }) => path.split('/'))
    .filter((part) => !part.includes('{') && !GENERAL.test(part))
    .map(plain);
  const ids = operations.flatMap(({ id }) => (id === undefined ? [] : [plain(id)]));
  const names = parts.flatMap(variants);
  return new Set([...names, ...ids].filter((name) => name !== ''));
};
