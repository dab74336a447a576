/** Anthropic Messages. */
import { messagesUsage, usageOf } from '../usage.mjs';
import { callsOf, finishOf, pieces, textOf } from './parts.mjs';

const callsIn = (content) =>
  content
    .filter(({ type }) => type === 'tool_use')
    .map(({ id, name, input }) => ({ id, name, arguments: JSON.stringify(input) }));

const userMessages = (content) => {
  const results = content.filter(({ type }) => type === 'tool_result');
  const rest = content.filter(({ type }) => type === 'text');
  return [
    ...results.map((part) => ({
      role: 'tool',
      content: textOf(part.content),
      toolCallId: part.tool_use_id,
    })),
    ...(rest.length === 0 ? [] : [{ role: 'user', content: textOf(rest) }]),
  ];
};

const read = ({ system, messages }) => [
  ...(system === undefined ? [] : [{ role: 'system', content: textOf(system) }]),
  ...messages.flatMap(({ role, content }) => {
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
    if (role !== 'assistant') return userMessages(parts);
    const texts = parts.filter(({ type }) => type === 'text');
    return [{ role, content: textOf(texts), toolCalls: callsIn(parts) }];
  }),
];

const STOP_REASONS = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  content_filter: 'refusal',
};

/** Arguments that are no JSON can only be streamed, which `events` does from `_text`. */
const inputOf = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

const contentOf = (answer, digest) => [
  ...(answer.reasoning === undefined
    ? []
    : [
        {
          type: 'thinking',
          thinking: answer.reasoning,
          signature: `signature-${digest.slice(0, 12)}`,
        },
      ]),
  ...[answer.text, answer.refusal]
    .filter((text) => text !== undefined)
    .map((text) => ({ type: 'text', text })),
  ...callsOf(answer, digest, 'toolu').map(({ id, name, arguments: text }) => ({
    type: 'tool_use',
    id,
    name,
    input: inputOf(text),
    _text: text,
  })),
];

/** @type {import('./index.mjs').Protocol['whole']} */
function whole(answer, { body, digest }) {
  const finish = finishOf(answer);
  const usage = usageOf(answer.usage);
  return {
    id: `msg_${digest.slice(0, 24)}`,
    type: 'message',
    role: 'assistant',
    model: body.model,
    content: contentOf(answer, digest),
    stop_reason: STOP_REASONS[finish] ?? finish,
    stop_sequence: null,
    ...(usage === null ? {} : { usage: messagesUsage(usage) }),
  };
}

const DELTAS = {
  thinking: ({ thinking, signature }) => [
    ...pieces(thinking, 20).map((text) => ({ type: 'thinking_delta', thinking: text })),
    { type: 'signature_delta', signature },
  ],
  text: ({ text }) => pieces(text, 20).map((piece) => ({ type: 'text_delta', text: piece })),
  tool_use: ({ _text }) =>
    pieces(_text, 40).map((piece) => ({ type: 'input_json_delta', partial_json: piece })),
};

const begun = ({ type, id, name }) =>
  ({
    thinking: { type, thinking: '', signature: '' },
    text: { type, text: '' },
    tool_use: { type, id, name, input: {} },
  })[type];

const blockEvents = (block, index) => [
  { type: 'content_block_start', index, content_block: begun(block) },
  ...DELTAS[block.type](block).map((delta) => ({ type: 'content_block_delta', index, delta })),
  { type: 'content_block_stop', index },
];

/** @type {import('./index.mjs').Protocol['events']} */
function events({ content, stop_reason, stop_sequence, usage, ...head }) {
  const atStart = usage === undefined ? {} : { usage: { ...usage, output_tokens: 1 } };
  const atEnd = usage === undefined ? {} : { usage };
  return [
    {
      type: 'message_start',
      message: { ...head, content: [], stop_reason: null, stop_sequence: null, ...atStart },
    },
    { type: 'ping' },
    ...content.flatMap(blockEvents),
    { type: 'message_delta', delta: { stop_reason, stop_sequence }, ...atEnd },
    { type: 'message_stop' },
  ].map((data) => ({ event: data.type, data }));
}

export const messages = {
  name: 'messages',
  family: 'anthropic',
  read,
  whole,
  events,
  errorEvent: (body) => ({ event: 'error', data: body }),
};
