import { answer as firstPass } from './first-pass.mjs';

/** Of each answer, as a real one might use for a request of this size. */
const USAGE = { input: 20_000, output: 5_000 };

/**
 * Plays as `first-pass` does, with its options, and with a usage that is worth counting.
 *
 * @param {import('../script.mjs').Asked} asked
 */
export function answer(asked) {
  return { usage: USAGE, ...firstPass(asked) };
}
