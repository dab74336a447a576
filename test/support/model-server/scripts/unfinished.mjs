import { answer as firstPass } from './first-pass.mjs';

/**
 * The team of `first-pass.mjs`, whose backend developer always leaves a note to itself in the code:
 * a warning, and no error.
 */

const FILE = 'src/service.js';

/** @param {import('../script.mjs').Asked} asked */
export function answer(asked) {
  const given = firstPass(asked);
  const noted = (call) =>
    call.arguments.path === FILE
      ? {
          ...call,
          arguments: { ...call.arguments, content: `${call.arguments.content}\n// TODO: more\n` },
        }
      : call;
  return given.toolCalls === undefined
    ? given
    : { ...given, toolCalls: given.toolCalls.map(noted) };
}
