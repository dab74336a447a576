import { answer as firstPass } from './first-pass.mjs';
import { answer as mends } from './mends.mjs';

/** Of each opinion. */
const USAGE = { input: 2_000, output: 100 };

/** The first file that a judge is shown. */
const fileIn = (text) => /# Files: all of their names\n`+\n(.+)\n/.exec(text)?.[1] ?? 'none';

/**
 * The model "judge" gives one opinion, on the first file that it is shown; others play as
 * `first-pass` does, or with the option files as `mends` does, with its options.
 *
 * Option: opinions: { '<phase>': an answer instead }
 *
 * @param {import('../script.mjs').Asked} asked
 */
export function answer(asked) {
  const { body, messages, options } = asked;
  const others = options.files === undefined ? firstPass : mends;
  if (body.model !== 'judge') return { usage: USAGE, ...others(asked) };
  const text = messages[1].content;
  const phase = /^# Phase\n([a-z]+)/.exec(text)?.[1] ?? 'unknown';
  const finding = { path: fileIn(text), rule: 'vague', message: 'It could be said shorter.' };
  const opinion = { text: JSON.stringify({ findings: [{ ...finding, severity: 'error' }] }) };
  return { usage: USAGE, ...(options.opinions?.[phase] ?? opinion) };
}
