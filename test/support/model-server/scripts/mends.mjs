import { answer as firstPass } from './first-pass.mjs';

/**
 * The team of `first-pass.mjs` on a project of others: whoever works also writes, harmlessly, each
 * JavaScript file that its findings name and that is none of its own.
 *
 * Options: those of `first-pass.mjs`, and
 * - idle: ids of personas that change nothing
 */

const HARMLESS = "export const mended = 'yes';\n";

const namedIn = (brief) => {
  const findings = brief.split('# Findings: what you must mend now')[1] ?? '';
  return new Set([...findings.matchAll(/ in "([^"]+\.m?js)"/g)].map(([, path]) => path));
};

const isFinish = ({ toolCalls: [call] = [] }) => call?.name === 'finish';

/** @param {import('../script.mjs').Asked} asked */
export function answer(asked) {
  const { messages, options } = asked;
  const [system, brief] = messages.map(({ content }) => content);
  const persona = /with the id "([a-z_]+)"/.exec(system)?.[1];
  const given = firstPass(asked);
  const summary = 'There was nothing to change.';
  if (options.idle?.includes(persona)) {
    return { toolCalls: [{ name: 'finish', arguments: { summary } }] };
  }
  if (!isFinish(given)) return given;
  const said = JSON.stringify(messages.filter(({ role }) => role === 'assistant'));
  const missing = [...namedIn(brief)].filter((path) => !said.includes(path));
  if (missing.length === 0) return given;
  return {
    ...given,
    toolCalls: missing.map((path) => ({
      name: 'write',
      arguments: { path, content: HARMLESS },
    })),
  };
}
