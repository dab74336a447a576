import { createContext, Script } from 'node:vm';

/**
 * What a document of the product asks for may take this long: a pattern can ask for ages. It is much
 * more than anything sensible takes, so that a busy machine changes no result.
 */
const MOST_MS = 2_000;

const CALL = new Script('call()');

/**
 * The result of a pure function, or `undefined` when it takes too long or throws. The time-out of
 * `node:vm` ends also a regular expression that goes back and forth without end.
 */
export const withinTime = <T>(work: () => T): T | undefined => {
  let result: T | undefined;
  const call = (): void => {
    result = work();
  };
  try {
    CALL.runInContext(createContext({ call }), { timeout: MOST_MS });
    return result;
  } catch {
    return undefined;
  }
};
