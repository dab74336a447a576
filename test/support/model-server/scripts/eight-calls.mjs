import { readFileSync } from 'node:fs';
import { answer as others, usageFor } from './metered.mjs';

/**
 * The requirement analyst makes eight calls, with all kinds of tools; others play as `metered` does.
 * Executions are told apart by the number that ends their requirement, as in "Copy 3." Option:
 * - copies: by that number, a list of what is special about some steps:
 *   - step: from 1
 *   - model: the only one for which it is special
 *   - command: a shell command that the answer runs before anything else
 *   - first: fields on top of the answer when the request comes for the first time
 */

const FOLDER = new URL('notes-product/requirement_analyst/requirements/', import.meta.url);
const textOf = (name) => readFileSync(new URL(name, FOLDER), 'utf8');
const call = (name, args) => ({ name, arguments: args });
const pathOf = (name) => `requirements/${name}`;

const REQUIREMENTS = textOf('requirements.md');
const [HEADING = ''] = REQUIREMENTS.split('\n');
const DRAFT = REQUIREMENTS.replace(HEADING, '# Draft');
const SCENARIOS = textOf('scenarios.feature');

const STEPS = [
  [call('list', {})],
  [call('write', { path: pathOf('requirements.md'), content: DRAFT })],
  [call('read', { path: pathOf('requirements.md') })],
  [call('edit', { path: pathOf('requirements.md'), old: '# Draft', new: HEADING })],
  [call('write', { path: pathOf('scenarios.feature'), content: `${SCENARIOS}# More to come\n` })],
  [call('search', { text: 'More to come' })],
  [
    call('edit', { path: pathOf('scenarios.feature'), old: '# More to come\n', new: '' }),
    call('write', { path: pathOf('requirements.md'), content: REQUIREMENTS }),
  ],
  [call('finish', { summary: 'The requirements are written.' })],
];

/** @param {import('../script.mjs').Asked} asked */
export function answer(asked) {
  const { body, messages, repeats, options } = asked;
  const [system, brief] = messages.map(({ content }) => content);
  if (!system.includes('with the id "requirement_analyst"')) return others(asked);
  const step = messages.filter(({ role }) => role === 'assistant').length + 1;
  const copy = /Copy (\d+)\./.exec(brief)?.[1];
  const { command, first } =
    options.copies?.[copy]?.find(
      (item) => item.step === step && (item.model ?? body.model) === body.model,
    ) ?? {};
  const before = command === undefined ? [] : [call('run', { command })];
  return {
    usage: usageFor(asked),
    toolCalls: [...before, ...STEPS[step - 1]],
    ...(repeats === 0 ? first : {}),
  };
}
