/**
 * Whether one part of a path fits one part of a pattern: `*` is any run, `?` one character. By the
 * last star only, so that no pattern takes more than length × length steps.
 */
const partFits = (pattern: string, text: string): boolean => {
  let [at, inPattern, star, from] = [0, 0, -1, 0];
  while (at < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern;
      from = at;
      inPattern += 1;
    } else if (wanted === '?' || (wanted !== undefined && wanted === text[at])) {
      at += 1;
      inPattern += 1;
    } else if (star >= 0) {
      from += 1;
      at = from;
      inPattern = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(inPattern));
};

/**
 * Whether a pattern of `.dockerignore` or COPY covers a path: the file itself, or a folder that it
 * lies in. `**` is any number of folders. Bounded, unlike a regular expression: the pattern is the
 * product's. Classes (`[a-z]`) count as one character.
 */
export const covers = (pattern: string, path: string): boolean => {
  const wanted = pattern.replace(/\[[^\]/]{1,100}\]/g, '?').split('/');
  const parts = path.split('/');
  // Which lengths of the path the parts of the pattern so far can take up.
  let reached = new Set([0]);
  for (const part of wanted) {
    const next = new Set<number>();
    for (const length of reached) {
      if (part === '**') {
        for (let more = length; more <= parts.length; more += 1) next.add(more);
      } else if (length < parts.length && partFits(part, parts[length] ?? '')) {
        next.add(length + 1);
      }
    }
    reached = next;
  }
  return reached.size > 0;
};
