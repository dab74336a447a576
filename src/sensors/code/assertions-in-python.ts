import type { DeclaredTest, FailsByAssertion } from './declared-test.ts';

const COMPARED = /^assert ((?:(?! == ).)+) == (.+)$/;
const METHOD = /^self\.assert(Equal|Equals|ListEqual|DictEqual|TupleEqual|SetEqual|False)\((.+)\)$/;
/** What may stand before an assertion; the rest may leave the test, or skip it. */
const PLAIN = /^(assert\b|self\.assert\w+\(|[\w.[\]'", ]+\s*=[^=]|[A-Za-z_][\w.]*\(|#|@|"""|''')/;
const LEAVING = /\b(skip\w*|xfail|exit|return|yield|raise|fail|importorskip)\b/i;
/** Of these nothing is known: they are equal to more than themselves, or are no comparison at all. */
const UNCLEAR = /\b(ANY|and|or|if|not|in|is|lambda|approx|raises)\b|#|["']\s*,|\\$|\w=[^=]/;

const balanced = (code: string): boolean => {
  let depth = 0;
  for (const letter of code.replace(/"[^"]*"|'[^']*'/g, '')) {
    if (/["']/.test(letter)) return false;
    if (/[([{]/.test(letter)) depth += 1;
    else if (/[)\]}]/.test(letter)) depth -= 1;
    else if (letter === ',' && depth === 0) return false;
    if (depth < 0) return false;
  }
  return depth === 0;
};

const failsAt = (line: string, start: number): FailsByAssertion | undefined => {
  const trimmed = line.trim();
  const [at, end] = [start + line.indexOf(trimmed), start + line.trimEnd().length];
  const [, left = '', right = ''] = COMPARED.exec(trimmed) ?? [];
  if (left !== '' && ![left, right].some((side) => UNCLEAR.test(side) || !balanced(side))) {
    const from = at + 'assert '.length + left.length + ' == '.length;
    return (value) => ({ start: from, end, text: `(${right}, ${JSON.stringify(value)})` });
  }
  const [, method = '', given = ''] = METHOD.exec(trimmed) ?? [];
  if (method === '' || !balanced(`(${given})`) || UNCLEAR.test(given)) return undefined;
  const from = end - given.length - 1;
  const told = (value: string): string =>
    method === 'False' ? `[${given}, ${value}]` : `[${given}], ${value}`;
  return (value) => ({ start: from, end: end - 1, text: told(JSON.stringify(value)) });
};

/**
 * See `ownAssertions`. What was compared stays in its line: who mutes assertions may look for it.
 */
export const assertionInPython = (
  text: string,
  { start, failing }: DeclaredTest,
): FailsByAssertion | undefined => {
  if (failing === undefined) return undefined;
  const body = failing('').start;
  const pad = /^[ \t]*/.exec(text.slice(body))?.[0] ?? '';
  let at = body;
  let quoted = false;
  for (const line of text.slice(body).split('\n')) {
    const from = at;
    at += line.length + 1;
    const own = line.startsWith(pad) && !/^\s/.test(line.slice(pad.length));
    const inside = quoted;
    if ((line.match(/"""|'''/g)?.length ?? 0) % 2 === 1) quoted = !quoted;
    if (inside || line.trim() === '') continue;
    if (!line.startsWith(pad)) break;
    if (LEAVING.test(line.replace(/#.*|"[^"]*"|'[^']*'/g, ''))) break;
    if (!own) continue;
    const found = quoted ? undefined : failsAt(line, from);
    if (found !== undefined) return from > start ? found : undefined;
    if (!PLAIN.test(line.trim()) && !/^[)\]}]/.test(line.trim())) break;
  }
  return undefined;
};
