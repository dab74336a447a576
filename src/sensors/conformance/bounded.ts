import { createContext, Script } from 'node:vm';

/**
 * What a document of the product asks for may take this long: a pattern can ask for ages. It is much
 * more than anything sensible takes, so that a busy machine changes no result.
 */
const MOST_MS = 2_000;

/** One for all calls, of which there is one at a time: to make one takes longer than most calls. */
let shared: { readonly script: Script; readonly holder: { call?: () => void } } | undefined;

const place = (): NonNullable<typeof shared> =>
  (shared ??= { script: new Script('call()'), holder: createContext({}) });

/**
 * The result of a pure function, or `undefined` when it takes too long or throws. The time-out of
 * `node:vm` ends also a regular expression that goes back and forth without end.
 */
export const withinTime = <T>(work: () => T): T | undefined => {
  const { script, holder } = place();
  let result: T | undefined;
  holder.call = () => {
    result = work();
  };
  try {
    script.runInContext(holder, { timeout: MOST_MS });
    return result;
  } catch {
    return undefined;
  } finally {
    delete holder.call;
  }
};
