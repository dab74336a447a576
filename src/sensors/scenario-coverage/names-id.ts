/** `SC-1` in `SC-1 a note is added`, and not in `SC-1.2 …`, `SC-12 …` or `DSC-1 …`. */
const standsIn = (id: string, name: string): boolean => {
  const [text, wanted] = [name.toLowerCase(), id.toLowerCase()];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text.slice(at + wanted.length, at + wanted.length + 2);
    if (!/[a-z0-9]/.test(before) && !/^(?:[a-z0-9]|[-.]\d)/.test(after)) return true;
  }
  return false;
};

const WORDS = /[a-z]+|\d+/g;

/** `test_sc_1_note_is_added` names `SC-1`, as names of Python can't hold a hyphen. */
const startsIdentifier = (id: string, others: readonly string[], name: string): boolean => {
  const words = name.toLowerCase().match(WORDS) ?? [];
  const begins = (wanted: string, at: number): number => {
    const parts = wanted.toLowerCase().match(WORDS) ?? [];
    return parts.every((part, index) => words[at + index] === part) ? parts.length : 0;
  };
  return words.some((_word, at) => {
    const own = begins(id, at);
    return own > 0 && others.every((other) => begins(other, at) <= own);
  });
};

const IDENTIFIER = /^\w*_\w*$/;

/**
 * Whether the name of a test names a scenario.
 * @param ids of all scenarios: `test_us_1_1_…` is about US-1.1 where there is one, and not US-1.
 */
export const namesId = (id: string, ids: readonly string[], name: string): boolean =>
  standsIn(id, name) ||
  name.split(/[^\w]+/).some(
    (part) =>
      IDENTIFIER.test(part) &&
      startsIdentifier(
        id,
        ids.filter((other) => other !== id),
        part,
      ),
  );
