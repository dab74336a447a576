import type { RunDeps } from '../../src/agent/index.ts';

export class Killed extends Error {
  override readonly name = 'Killed';
}

/**
 * Lets the n-th call to the outside be the last of this attempt: either it never happens, or it
 * happens and nobody hears of it. Everything after it fails too, as in a process that is gone.
 */
export const dying = (deps: RunDeps, last: number, happens: boolean): RunDeps => {
  let count = 0;
  const mortal = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (of, name, self) => {
        const value: unknown = Reflect.get(of, name, self);
        if (typeof value !== 'function') return value;
        return async (...args: readonly unknown[]): Promise<unknown> => {
          count += 1;
          if (count > last || (count === last && !happens)) throw new Killed();
          const answer: unknown = await Reflect.apply(value, of, args);
          if (count >= last) throw new Killed();
          return answer;
        };
      },
    });
  return {
    ...deps,
    ledger: mortal(deps.ledger),
    objects: mortal(deps.objects),
    workspaces: mortal(deps.workspaces),
    ...(deps.sandbox === undefined ? {} : { sandbox: mortal(deps.sandbox) }),
  };
};

/** Whether an attempt was killed; any other failure is thrown. */
export const isDead = async (attempt: Promise<unknown>): Promise<boolean> => {
  try {
    await attempt;
    return false;
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  }
};
