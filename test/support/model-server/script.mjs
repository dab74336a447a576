import { pathToFileURL } from 'node:url';

/**
 * What a script answers, in no protocol's words. Everything is optional.
 * @typedef {object} Answer
 * @property {string} [text]
 * @property {string} [reasoning]
 * @property {string} [refusal] text of a refusal; it ends the answer with the content filter
 * @property {{ id?: string, name: string, arguments: unknown }[]} [toolCalls] arguments: an object,
 *   or a text that is sent as it stands
 * @property {string} [finish] stop, length, tool_calls or content_filter, in the protocol's own
 *   word, or any other text as it stands; by default what the content implies
 * @property {import('./usage.mjs').GivenUsage | null} [usage] null: none is told
 * @property {import('./usage.mjs').GivenUsage | null} [billed] tokens that the bill says, if others
 * @property {string} [fault] a named fault, see `faults/`; other fields of the answer go on top
 * @property {number} [delayMs] before the first byte
 * @property {number} [dribbleMs] between two events of the stream
 * @property {number} [status] another status than 200
 * @property {Record<string, string>} [headers]
 * @property {string} [body] sent as it stands, instead of an answer
 * @property {string} [error] name of an error in `faults/errors.mjs`; its status and body are sent
 * @property {boolean} [hang] never answers
 * @property {'before headers' | 'after headers'} [reset] resets the connection there
 * @property {number} [cutAfter] bytes after which the connection is reset
 * @property {number} [cutAt] share of the bytes (0 to 1) after which the connection is reset
 * @property {number} [endAt] share of the bytes after which the answer ends as if it were whole
 * @property {number} [stallAt] share of the bytes after which nothing more comes
 * @property {{ at: number, error: string }} [errorAt] share of the events after which the stream
 *   tells of a named error, and ends
 */

/**
 * What a script knows of a request.
 * @typedef {object} Asked
 * @property {Record<string, any>} body as it came
 * @property {import('./protocols/index.mjs').Message[]} messages the conversation, the same in
 *   every protocol
 * @property {string} protocol chat, responses or messages
 * @property {number} index of all requests, from 0
 * @property {number} repeats of this very request before, 0 the first time
 * @property {Record<string, any>} options of the script
 */

const over = { status: 500, body: JSON.stringify({ error: { message: 'the script is over' } }) };

/**
 * @param {{ answers?: Answer[], module?: string, options?: Record<string, unknown> }} spec
 * @returns {Promise<(asked: Asked) => Answer | Promise<Answer>>}
 */
export async function loadScript({ answers, module, options = {} }) {
  if (module !== undefined) {
    const { answer } = await import(pathToFileURL(module).href);
    return (asked) => answer({ ...asked, options });
  }
  return ({ index }) => (answers ?? [])[index] ?? over;
}
