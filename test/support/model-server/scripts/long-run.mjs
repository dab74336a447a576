import { readFileSync } from 'node:fs';
import { answer as others } from './first-pass.mjs';

/** Drafts that the requirement analyst writes before it delivers, and characters of each. */
const DRAFTS = 6;
const LENGTH = 6_000;

/** Bytes of a request that make a token, about as real models count. */
const BYTES = 4;

const FOLDER = new URL('notes-product/requirement_analyst/requirements/', import.meta.url);

const write = (name, content) => ({
  name: 'write',
  arguments: { path: `requirements/${name}`, content },
});

/** The last thing done, which stays in a conversation whatever else is summed up. */
const draftIn = (messages) => {
  const named = JSON.stringify(messages).matchAll(/# Draft (\d+)/g);
  return Math.max(0, ...Array.from(named, ([, number]) => Number(number)));
};

const deliver = () => [
  write('drafts.md', `# Draft ${DRAFTS + 2}`),
  ...['requirements.md', 'scenarios.feature'].map((name) =>
    write(name, readFileSync(new URL(name, FOLDER), 'utf8')),
  ),
];

const analyst = (draft) => {
  if (draft > DRAFTS + 1) return [{ name: 'finish', arguments: { summary: 'All is written.' } }];
  if (draft > DRAFTS) return deliver();
  const number = draft + 1;
  return [write('drafts.md', `# Draft ${number}\n${'More of it. '.repeat(LENGTH / 12)}`)];
};

/**
 * The requirement analyst writes drafts until its conversation is long, and sums up whatever it is
 * asked to; others play as in `first-pass`.
 *
 * @param {import('../script.mjs').Asked} asked
 */
export function answer(asked) {
  const { body, messages } = asked;
  const [system] = messages.map(({ content }) => content);
  const usage = { input: Math.ceil(JSON.stringify(body).length / BYTES), output: 100 };
  if (system.startsWith('You keep the working notes'))
    return { usage, text: 'Drafts were written.' };
  if (!system.includes('with the id "requirement_analyst"')) return others(asked);
  return { usage, toolCalls: analyst(draftIn(messages)) };
}
