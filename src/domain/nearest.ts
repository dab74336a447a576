/** Levenshtein's distance: insertions, deletions and replacements that make `a` into `b`. */
export const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The known name that is most like `name`, letter case aside; `undefined` when none is known. */
export const nearest = (name: string, known: readonly string[]): string | undefined => {
  const wanted = name.toLowerCase();
  const ranked = known
    .map((candidate) => ({ candidate, far: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  return ranked[0]?.candidate;
};

/** What is wrong with settings by persona of which one names no persona; `field` is their name. */
export const strangerAmong = (
  field: string,
  settings: Readonly<Record<string, unknown>> = {},
  known: readonly string[],
): string | undefined => {
  const stranger = Object.keys(settings).find((id) => !known.includes(id));
  return stranger === undefined
    ? undefined
    : `${field} names "${stranger}", which is no persona; did you mean ${nearest(stranger, known) ?? 'another'}?`;
};
