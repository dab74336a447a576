/** OpenAI Chat Completions. */
import { chatUsage, usageOf } from '../usage.mjs';
import { callsOf, finishOf, pieces, textOf } from './parts.mjs';

const read = ({ messages }) =>
  messages.map(({ role, content, tool_calls, tool_call_id }) => ({
    role: role === 'developer' ? 'system' : role,
    content: textOf(content),
    ...(tool_calls === undefined
      ? {}
      : { toolCalls: tool_calls.map(({ id, function: call }) => ({ id, ...call })) }),
    ...(tool_call_id === undefined ? {} : { toolCallId: tool_call_id }),
  }));

/** @type {import('./index.mjs').Protocol['whole']} */
function whole(answer, { body, digest }) {
  const calls = callsOf(answer, digest, 'call');
  const usage = usageOf(answer.usage);
  const message = {
    role: 'assistant',
    content: answer.text ?? null,
    ...(answer.reasoning === undefined ? {} : { reasoning_content: answer.reasoning }),
    ...(answer.refusal === undefined ? {} : { refusal: answer.refusal }),
    ...(calls.length === 0
      ? {}
      : {
          tool_calls: calls.map(({ id, ...call }) => ({ id, type: 'function', function: call })),
        }),
  };
  return {
    id: `chatcmpl-${digest.slice(0, 16)}`,
    object: 'chat.completion',
    created: 1_700_000_000,
    model: body.model,
    choices: [{ index: 0, message, finish_reason: finishOf(answer) }],
    ...(usage === null ? {} : { usage: chatUsage(usage) }),
  };
}

const deltasOf = ({ reasoning_content, content, refusal, tool_calls = [] }) => [
  { role: 'assistant' },
  ...pieces(reasoning_content ?? '', 20).map((text) => ({ reasoning_content: text })),
  ...pieces(content ?? '', 20).map((text) => ({ content: text })),
  ...pieces(refusal ?? '', 20).map((text) => ({ refusal: text })),
  ...tool_calls.flatMap(({ function: { name, arguments: input }, ...call }, index) => [
    { tool_calls: [{ index, ...call, function: { name, arguments: '' } }] },
    ...pieces(input, 40).map((text) => ({
      tool_calls: [{ index, function: { arguments: text } }],
    })),
  ]),
];

/** @type {import('./index.mjs').Protocol['events']} */
function events({ choices: [choice], usage, ...head }, { stream_options: options }) {
  const chunk = (delta, finish = null) => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  return [
    ...deltasOf(choice.message).map((delta) => chunk(delta)),
    chunk({}, choice.finish_reason),
    ...(options?.include_usage === true
      ? [{ ...head, object: 'chat.completion.chunk', choices: [], usage }]
      : []),
    '[DONE]',
  ].map((data) => ({ data }));
}

export const chat = {
  name: 'chat',
  family: 'openai',
  read,
  whole,
  events,
  errorEvent: (body) => ({ data: body }),
};
