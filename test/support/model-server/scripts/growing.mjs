/** Bytes of a request that make a token, about as real models count. */
const BYTES = 4;

const isForNotes = ([first]) => first.content.startsWith('You keep the working notes');

/** How many documents have been written: the highest number in what was said. */
const written = (messages) => {
  const named = JSON.stringify(messages).matchAll(/docs\/(\d+)\.md/g);
  return Math.max(0, ...Array.from(named, ([, number]) => Number(number)));
};

const write = (number, { bytes, answer = {} }) => ({
  toolCalls: [
    {
      name: 'write',
      arguments: { path: `docs/${number}.md`, content: `${number} `.repeat(bytes / 2) },
    },
  ],
  ...answer,
});

const work = (messages, options) => {
  const next = written(messages) + 1;
  if (next <= options.documents) return write(next, options);
  return { toolCalls: [{ name: 'finish', arguments: { summary: 'All are written.' } }] };
};

const notesOf = (model, messages, { notes, again = notes }) => {
  const given = JSON.stringify(messages).includes('held no notes') ? again : notes;
  const own = given?.byModel?.[model] ?? given;
  return own && !own.byModel ? own : { text: `Notes: ${written(messages)} documents are written.` };
};

/**
 * Writes one document an answer, so that the conversation grows. It knows from what is said how many
 * there are, so that a request that comes again gets the same answer, also after a compaction.
 * Options: `documents`, how many; `bytes` of each; `answer`, more fields of each; `notes`, the answer
 * to whoever asks for a summary, and `again`, that to whoever asks again (else the same; both also by
 * model); `window`, tokens from which on a request is refused as too long, or with `fault` as something
 * else; `notesWindow`, the same for a summary; and `stuckAt`, documents from which on any request is
 * refused but that for a summary.
 *
 * @param {import('../script.mjs').Asked} asked
 */
export function answer({ body, messages, options }) {
  const { fault = 'context too long', window = Infinity, stuckAt = Infinity } = options;
  const input = Math.ceil(JSON.stringify(body).length / BYTES);
  const notes = isForNotes(messages);
  if (input > ((notes && options.notesWindow) || window)) return { fault };
  if (!notes && written(messages) >= stuckAt) return { fault };
  const said = notes ? notesOf(body.model, messages, options) : work(messages, options);
  const output = Math.ceil(JSON.stringify(said).length / BYTES);
  return { usage: { input, output }, ...said };
}
