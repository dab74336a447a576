import { answer as others } from './first-pass.mjs';

/** Of each answer. */
const USAGE = { input: 4_000, output: 6_000 };

/**
 * Personas with ids such as "writer_7" write one document and finish; others play as `first-pass`
 * does, with its options.
 *
 * @param {import('../script.mjs').Asked} asked
 */
export function answer(asked) {
  const { messages, options } = asked;
  const id = /with the id "(writer_\d+)"/.exec(messages[0].content)?.[1];
  if (id === undefined) return { usage: USAGE, ...others(asked) };
  const steps = messages.filter(({ role }) => role === 'assistant').length;
  const call =
    steps === 0
      ? { name: 'write', arguments: { path: `writers/${id}.md`, content: 'Tea is served.' } }
      : { name: 'finish', arguments: { summary: 'It is written.' } };
  return { usage: USAGE, delayMs: options.delayMs, toolCalls: [call] };
}
