/** A name of a package as registries compare it (PEP 503). */
export const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** The package that a requirement is about, as registries compare it; empty where it names a place. */
export const packageOf = (requirement: string): string =>
  normalized(/^[a-z0-9](?:[\w.-]*\w)?/i.exec(requirement)?.[0] ?? '');

/** The extras that a requirement asks for: `a[b,c]>=1` asks for `b` and `c` of `a`. */
export const extrasOf = (requirement: string): readonly string[] =>
  (/^[\w.-]+\s*\[([^\]]*)\]/.exec(requirement)?.[1] ?? '')
    .split(',')
    .map((extra) => normalized(extra.trim()))
    .filter((extra) => extra !== '');

/** Lines with a requirement each: without comments, options, and digests behind them. */
export const requirementsIn = (text: string): readonly string[] =>
  text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/(^|\s)#.*/, '')
        .replace(/\s--\w.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('-'));
