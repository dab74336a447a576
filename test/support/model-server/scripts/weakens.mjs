import { answer as firstPass } from './first-pass.mjs';

/**
 * The team of `first-pass.mjs`, whose unit tester takes an assertion out when it is asked for
 * anything again.
 *
 * Options: those of `first-pass.mjs`, and
 * - weaken: 'once' | 'always': until it is told of it, or for good
 */

const FILE = 'tests/unit/notes.test.js';
const WEAKER = ["assert.match(problemWith('a'.repeat(501)), /at most/);", ''];

/** @param {import('../script.mjs').Asked} asked */
export function answer(asked) {
  const { messages, options } = asked;
  const brief = messages[1]?.content ?? '';
  const given = firstPass(asked);
  const told = brief.includes('integrity.weakened');
  if (!brief.includes('# Findings') || (told && options.weaken === 'once')) return given;
  const weaker = (call) =>
    call.arguments.path === FILE
      ? {
          ...call,
          arguments: { ...call.arguments, content: call.arguments.content.replace(...WEAKER) },
        }
      : call;
  return given.toolCalls === undefined
    ? given
    : { ...given, toolCalls: given.toolCalls.map(weaker) };
}
