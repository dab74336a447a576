/** A value of Python as far as it can be read without running it. */
export type Literal = string | readonly Literal[] | ReadonlyMap<string, Literal>;

const isList = (value: Literal): value is readonly Literal[] => Array.isArray(value);

interface Reader {
  readonly text: string;
  at: number;
  /** Names that are being read, so that none is read within itself. */
  readonly names: readonly string[];
}

const SPACE = /(?:\s|#[^\n]*|\\\n)*/y;
const STRING =
  /(?:[rub]{0,2})(?:"""([^]*?)"""|'''([^]*?)'''|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')/iy;
const NAME = /[A-Za-z_]\w*/y;

const take = (reader: Reader, pattern: RegExp): RegExpExecArray | undefined => {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text) ?? undefined;
  if (found !== undefined) reader.at = pattern.lastIndex;
  return found;
};

const takes = (reader: Reader, mark: string): boolean => {
  take(reader, SPACE);
  if (!reader.text.startsWith(mark, reader.at)) return false;
  reader.at += mark.length;
  return true;
};

const readString = (reader: Reader): string | undefined => {
  let whole: string | undefined;
  for (;;) {
    take(reader, SPACE);
    const found = take(reader, STRING);
    if (found === undefined) return whole;
    whole = (whole ?? '') + (found[1] ?? found[2] ?? found[3] ?? found[4] ?? '');
  }
};

const readItems = (reader: Reader, end: string): readonly Literal[] | undefined => {
  const items: Literal[] = [];
  while (!takes(reader, end)) {
    const item = readSum(reader);
    if (item === undefined) return undefined;
    items.push(item);
    takes(reader, ',');
  }
  return items;
};

const readEntries = (reader: Reader): Literal | undefined => {
  const entries = new Map<string, Literal>();
  while (!takes(reader, '}')) {
    const key = readString(reader);
    if (key === undefined || !takes(reader, ':')) return entries;
    const value = readSum(reader);
    if (value === undefined) return entries;
    entries.set(key, value);
    takes(reader, ',');
  }
  return entries;
};

const readOne = (reader: Reader): Literal | undefined => {
  if (takes(reader, '[')) return readItems(reader, ']');
  if (takes(reader, '(')) return readItems(reader, ')');
  if (takes(reader, '{')) return readEntries(reader);
  const string = readString(reader);
  if (string !== undefined) return string;
  const name = take(reader, NAME)?.[0];
  if (name === undefined || reader.names.includes(name) || reader.names.length > 5)
    return undefined;
  return assigned(reader.text, name, reader.names);
};

/** One value, or several lists that are added. */
const readSum = (reader: Reader): Literal | undefined => {
  let sum = readOne(reader);
  while (sum !== undefined && takes(reader, '+')) {
    const more = readOne(reader);
    if (more === undefined || !isList(sum) || !isList(more)) return undefined;
    sum = [...sum, ...more];
  }
  return sum;
};

const readAt = (text: string, at: number, names: readonly string[]): Literal | undefined =>
  readSum({ text, at, names });

const assigned = (text: string, name: string, names: readonly string[]): Literal | undefined => {
  const found = new RegExp(`^[ \\t]*${name}\\s*=(?!=)\\s*`, 'm').exec(text);
  return found === null ? undefined : readAt(text, found.index + found[0].length, [...names, name]);
};

/**
 * What a call or a dictionary gives to a name, such as `install_requires=[…]` or
 * `'install_requires': …`, in lists and texts that stand in the file; `undefined` for all else.
 */
export const givenTo = (text: string, name: string): Literal | undefined => {
  const found = new RegExp(`(?:(?<![\\w.])${name}\\s*=(?!=)|["']${name}["']\\s*:)\\s*`).exec(text);
  return found === null ? undefined : readAt(text, found.index + found[0].length, [name]);
};

/** The texts of a list; of one text its lines. */
export const textsOf = (value: Literal | undefined): readonly string[] => {
  if (typeof value === 'string') return value.split('\n');
  return value !== undefined && isList(value)
    ? value.flatMap((each) => (typeof each === 'string' ? [each] : []))
    : [];
};

/** The entries of a dictionary; none of anything else. */
export const entriesOf = (value: Literal | undefined): readonly (readonly [string, Literal])[] =>
  value === undefined || typeof value === 'string' || isList(value) ? [] : [...value];
