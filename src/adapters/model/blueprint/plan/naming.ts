import { plural } from './plural.ts';

/** The lower-case words of a name: camelCase, snake_case, accents and punctuation are undone. */
export function words(name: string): readonly string[] {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** `due date` → `due_date`; always `[a-z][a-z0-9_]*`, or empty when there is no such letter. */
export function snakeCase(name: string): string {
  const joined = words(name).join('_');
  return /^[0-9]/.test(joined) ? `n_${joined}` : joined;
}

/** `purchase order` → `PurchaseOrder`. */
export function pascalCase(name: string): string {
  return words(name)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

/** `purchase order` → `purchase orders`: only the last word changes. */
export function pluralName(name: string): string {
  const all = words(name);
  return [...all.slice(0, -1), plural(all.at(-1) ?? '')].join(' ');
}

/** With its article: `a user`, `an order`. */
export function withArticle(noun: string): string {
  const vowel = /^([aeiou]|ho(ur|nou?r|nest)|heir)/.test(noun);
  const soundsLikeConsonant = /^(u(s[aeu]|ni([^mn]|$)|ti|r[ai]n)|eu|one\b|once\b)/.test(noun);
  return `${vowel && !soundsLikeConsonant ? 'an' : 'a'} ${noun}`;
}

/** The first letter as a capital. */
export function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.slice(-1).join('')}`;
}
