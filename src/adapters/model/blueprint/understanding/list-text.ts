const MAX_ITEMS = 60;
const OPENERS = '([{';
const CLOSERS = ')]}';

/** Splits at commas, semicolons and "and" that stand outside brackets; at most 60 parts. */
export function splitList(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (OPENERS.includes(char)) depth += 1;
    if (CLOSERS.includes(char)) depth = Math.max(0, depth - 1);
    if (depth === 0 && (char === ',' || char === ';')) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part]
    .flatMap((item) => splitAnd(item))
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .slice(0, MAX_ITEMS);
}

function splitAnd(item: string): readonly string[] {
  if (item.includes('(') || item.length > 400)
    return [item.replace(/^\s*(?:and|or|&|plus)\s+/i, '')];
  return item.split(/(?:^|\s+)(?:and\/or|and|or|&|plus|as well as)\s+/i);
}

/** The text up to its first bracket, and what stands between that bracket and its partner. */
export function bracketed(
  text: string,
): { readonly before: string; readonly inside: string; readonly after: string } | undefined {
  const start = text.indexOf('(');
  if (start === -1) return undefined;
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    if (text[index] === ')') depth -= 1;
    if (depth === 0)
      return {
        before: text.slice(0, start).trim(),
        inside: text.slice(start + 1, index).trim(),
        after: text.slice(index + 1).trim(),
      };
  }
  return undefined;
}
