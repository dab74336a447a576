import { answer as firstPass } from './first-pass.mjs';

/** Bytes of a request for each token: so much that no bound by bytes is too low. */
const BYTES_A_TOKEN = 4;

/** @param {import('../script.mjs').Asked} asked */
export const usageFor = ({ body }) => ({
  input: Math.ceil(Buffer.byteLength(JSON.stringify(body)) / BYTES_A_TOKEN),
  output: 400,
});

/**
 * Plays as `first-pass` does, with its options, and with a usage that grows with the request.
 * Option: dribbleMs, between two events of each answer.
 *
 * @param {import('../script.mjs').Asked} asked
 */
export function answer(asked) {
  const { dribbleMs } = asked.options;
  return { ...firstPass(asked), usage: usageFor(asked), dribbleMs };
}
