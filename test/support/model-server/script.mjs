import { pathToFileURL } from 'node:url';

/**
 * What a script answers. Everything is optional.
 * @typedef {object} Answer
 * @property {string} [text]
 * @property {string} [reasoning]
 * @property {{ id?: string, name: string, arguments: unknown }[]} [toolCalls] arguments: an object,
 *   or a text that is sent as it stands
 * @property {string} [finish] finish_reason; by default what the content implies
 * @property {{ prompt_tokens?: number, completion_tokens?: number } | null} [usage] null: none
 * @property {number} [delayMs] before the first byte
 * @property {number} [status] another status than 200
 * @property {Record<string, string>} [headers]
 * @property {string} [body] sent as it stands, instead of a completion
 * @property {boolean} [hang] never answers
 * @property {number} [cutAfter] bytes after which the connection is reset
 */

/**
 * What a script knows of a request.
 * @typedef {object} Asked
 * @property {Record<string, any>} body as it came
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
