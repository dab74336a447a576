import { chat } from './chat.mjs';
import { messages } from './messages.mjs';
import { responses } from './responses.mjs';

/**
 * One message of a conversation, in the words of no protocol.
 * @typedef {object} Message
 * @property {'system' | 'user' | 'assistant' | 'tool'} role
 * @property {string} content all of its text
 * @property {{ id: string, name: string, arguments: string }[]} [toolCalls]
 * @property {string} [toolCallId] which call a tool's result belongs to
 */

/**
 * How one protocol is spoken.
 * @typedef {object} Protocol
 * @property {string} name
 * @property {'openai' | 'anthropic'} family whose errors it tells
 * @property {(body: any) => Message[]} read
 * @property {(answer: import('../script.mjs').Answer, context: Context) => object} whole
 * @property {(whole: any, body: any) => { event?: string, data: unknown }[]} events
 * @property {(error: any) => { event?: string, data: unknown }} errorEvent
 */

/** @typedef {{ body: any, digest: string }} Context */

/** @type {Record<string, Protocol>} */
export const PROTOCOLS = {
  '/v1/chat/completions': chat,
  '/v1/responses': responses,
  '/v1/messages': messages,
};

/** The key that a request carries, in the header of its protocol. */
export const keyOf = ({ headers }) =>
  headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '');
