/** A primitive that carries its meaning in its type; made only by the parser of that meaning. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** The outcome of parsing something from outside: the value, or one line that says what was wrong. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const refused = (problem: string): Parsed<never> => ({ ok: false, problem });

/** A plain JSON object, as far as a guard can tell before it looks at the fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Half of a surrogate pair: no text, as UTF-8 can't hold it. */
export const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
