/** Our own environment, for child processes: nobody else reads `process.env`. */
import type { Environment } from './environment.ts';

/** Those of the named variables that are set: a child gets what it needs and no secret of ours. */
export function inherited(...names: readonly string[]): Readonly<Record<string, string>> {
  const pairs = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** All of it, for tools of the user's own machine that we start on their behalf. */
export function inheritedWhole(): Environment {
  return { ...process.env };
}
