import { remembering } from './remember.ts';
import { singular } from './inflection.ts';

const MAX_NAME = 48;

/** The lower-case words of a name in any spelling: camelCase, snake_case, kebab-case, spaces. */
export const wordsOf = remembering((name) =>
  name
    .slice(0, 200)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/'s?\b/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== ''),
);

function dropLeadingDigits(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => /^[a-z]/.test(word));
  return first === -1 ? [] : words.slice(first);
}

/** An entity's name, singular: `Purchase_Orders` gives `purchase order`; none gives ''. */
export function entityName(text: string | readonly string[]): string {
  const words = dropLeadingDigits(typeof text === 'string' ? wordsOf(text) : text);
  const last = words.at(-1);
  if (last === undefined) return '';
  const name = [...words.slice(0, -1), singular(last)].join(' ');
  return name.length > MAX_NAME ? '' : name;
}

/** An attribute's name in snake_case: `Publication year` gives `publication_year`; none gives ''. */
export function attributeName(text: string): string {
  const name = dropLeadingDigits(wordsOf(text)).join('_');
  return name.length > MAX_NAME ? '' : name;
}
