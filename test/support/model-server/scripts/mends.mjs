import { answer as firstPass } from './first-pass.mjs';

/**
 * The team of `first-pass.mjs` on a project of others: whoever works also writes, harmlessly, each
 * JavaScript file that its findings name and that is none of its own.
 *
 * Options: those of `first-pass.mjs`, and
 * - files: { '<path>': content }: instead of all that, whoever is asked writes these
 * - command: what whoever is asked runs before anything else
 * - removes: true: whoever is asked also removes, at once, what its findings tell to remove
 * - delayMs: before each answer
 */

const HARMLESS = "export const mended = 'yes';\n";

const namedIn = (brief) => {
  const findings = brief.split('# Findings: what you must mend now')[1] ?? '';
  return new Set([...findings.matchAll(/ in "([^"]+\.m?js)"/g)].map(([, path]) => path));
};

const unwantedIn = (brief) => {
  const findings = brief.split('# Findings: what you must mend now')[1] ?? '';
  return [...findings.matchAll(/ in "([^"]+)": [^\n]*: remove it/g)].map(([, path]) => path);
};

const FINISH = { name: 'finish', arguments: { summary: 'What was to be mended is mended.' } };

const isFinish = ({ toolCalls: [call] = [] }) => call?.name === 'finish';

/** @param {import('../script.mjs').Asked} asked */
export function answer(asked) {
  const { messages, options } = asked;
  const brief = messages[1].content;
  const { files, delayMs, removes, command } = options;
  const isFirst = messages.every(({ role }) => role !== 'assistant');
  if (command !== undefined && isFirst) {
    return { delayMs, toolCalls: [{ name: 'run', arguments: { command } }] };
  }
  const given = files === undefined ? firstPass(asked) : { delayMs, toolCalls: [FINISH] };
  if (!isFinish(given)) return given;
  const said = JSON.stringify(messages.filter(({ role }) => role === 'assistant'));
  const wanted = files === undefined ? [...namedIn(brief)] : Object.keys(files);
  const missing = wanted.filter((path) => !said.includes(path));
  const unwanted = removes === true ? unwantedIn(brief).filter((path) => !said.includes(path)) : [];
  if (missing.length + unwanted.length === 0) return given;
  const writes = missing.map((path) => ({
    name: 'write',
    arguments: { path, content: files?.[path] ?? HARMLESS },
  }));
  const removals =
    unwanted.length === 0 ? [] : [{ name: 'remove', arguments: { paths: unwanted } }];
  return { ...given, toolCalls: [...removals, ...writes] };
}
