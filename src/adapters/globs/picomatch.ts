import picomatch from 'picomatch';
import type { Matches } from '../../domain/ownership.ts';

type Matcher = (path: string) => boolean;

/** Globs come from persona files: a few hundred at most, so that forgetting all is good enough. */
const CACHED = 2_000;
const compiled = new Map<string, Matcher>();

const nothing: Matcher = () => false;

const compile = (glob: string): Matcher => {
  try {
    const matcher = picomatch(glob, { dot: true, nonegate: true, noextglob: true });
    return (path) => matcher(path);
  } catch {
    return nothing;
  }
};

/**
 * Globs over picomatch: `*`, `**`, `?`, `[a-z]`, `{a,b}`; dot files match, `!` and extended globs
 * are plain characters. A glob that picomatch refuses (empty, too long) matches nothing.
 */
export const matches: Matches = (glob, path) => {
  let matcher = compiled.get(glob);
  if (matcher === undefined) {
    if (compiled.size >= CACHED) compiled.clear();
    matcher = compile(glob);
    compiled.set(glob, matcher);
  }
  return matcher(path);
};
