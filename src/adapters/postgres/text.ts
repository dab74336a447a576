/** A text as Postgres can keep it: it has no NUL, which becomes U+FFFD. */
export const storable = (text: string): string => text.replaceAll('\u0000', '\ufffd');

/** {@link storable} for a text that may be missing; missing is `null` in a table. */
export const storableOrNull = (text: string | undefined): string | null =>
  text === undefined ? null : storable(text);
