/** OpenAI Responses. */
import { responsesUsage, usageOf } from '../usage.mjs';
import { callsOf, finishOf, pieces, textOf } from './parts.mjs';

const isOurs = ({ type, role }) =>
  role === 'assistant' || type === 'function_call' || type === 'reasoning';

/** Items of one answer stand side by side; here they are one message. */
function addAnswer(messages, item) {
  const last = messages.at(-1);
  const open =
    last?.role === 'assistant' ? last : { role: 'assistant', content: '', toolCalls: [] };
  if (open !== last) messages.push(open);
  if (item.type === 'function_call') {
    open.toolCalls.push({ id: item.call_id, name: item.name, arguments: item.arguments });
  } else if (item.role === 'assistant') open.content += textOf(item.content);
}

function read({ input }) {
  const messages = [];
  for (const item of input) {
    if (isOurs(item)) addAnswer(messages, item);
    else if (item.type === 'function_call_output') {
      messages.push({ role: 'tool', content: textOf(item.output), toolCallId: item.call_id });
    } else {
      const role = item.role === 'developer' ? 'system' : item.role;
      messages.push({ role, content: textOf(item.content) });
    }
  }
  return messages;
}

const INCOMPLETE = { length: 'max_output_tokens', content_filter: 'content_filter' };

function outputOf(answer, digest) {
  const id = digest.slice(0, 12);
  const content = [
    ...(answer.text === undefined
      ? []
      : [{ type: 'output_text', text: answer.text, annotations: [], logprobs: [] }]),
    ...(answer.refusal === undefined ? [] : [{ type: 'refusal', refusal: answer.refusal }]),
  ];
  return [
    ...(answer.reasoning === undefined
      ? []
      : [
          {
            id: `rs_${id}`,
            type: 'reasoning',
            summary: [{ type: 'summary_text', text: answer.reasoning }],
            encrypted_content: `encrypted-${id}`,
          },
        ]),
    ...(content.length === 0
      ? []
      : [{ id: `msg_${id}`, type: 'message', status: 'completed', role: 'assistant', content }]),
    ...callsOf(answer, digest, 'call').map(({ id: callId, ...call }, index) => ({
      id: `fc_${id}_${index}`,
      type: 'function_call',
      status: 'completed',
      call_id: callId,
      ...call,
    })),
  ];
}

/** @type {import('./index.mjs').Protocol['whole']} */
function whole(answer, { body, digest }) {
  const finish = finishOf(answer);
  const complete = ['stop', 'tool_calls'].includes(finish) || answer.refusal !== undefined;
  const usage = usageOf(answer.usage);
  return {
    id: `resp_${digest.slice(0, 24)}`,
    object: 'response',
    created_at: 1_700_000_000,
    status: complete ? 'completed' : 'incomplete',
    error: null,
    incomplete_details: complete ? null : { reason: INCOMPLETE[finish] ?? finish },
    model: body.model,
    output: outputOf(answer, digest),
    store: body.store ?? true,
    usage: usage === null ? null : responsesUsage(usage),
  };
}

function reasoningEvents(item, at) {
  const [{ text }] = item.summary;
  const place = { ...at, item_id: item.id, summary_index: 0 };
  const part = (type, more) => ({ type: `response.reasoning_summary_${type}`, ...place, ...more });
  return [
    part('part.added', { part: { type: 'summary_text', text: '' } }),
    ...pieces(text, 20).map((delta) => part('text.delta', { delta })),
    part('text.done', { text }),
    part('part.done', { part: { type: 'summary_text', text } }),
  ];
}

const messageEvents = (item, at) =>
  item.content.flatMap((part, index) => {
    const place = { ...at, item_id: item.id, content_index: index };
    const type = part.type === 'refusal' ? 'response.refusal' : 'response.output_text';
    const text = part.refusal ?? part.text;
    return [
      { type: 'response.content_part.added', ...place, part: { ...part, text: '', refusal: '' } },
      ...pieces(text, 20).map((delta) => ({ type: `${type}.delta`, ...place, delta })),
      { type: `${type}.done`, ...place, text, refusal: text },
      { type: 'response.content_part.done', ...place, part },
    ];
  });

const callEvents = (item, at) => {
  const type = 'response.function_call_arguments';
  return [
    ...pieces(item.arguments, 40).map((delta) => ({
      type: `${type}.delta`,
      ...at,
      item_id: item.id,
      delta,
    })),
    { type: `${type}.done`, ...at, item_id: item.id, arguments: item.arguments },
  ];
};

const EVENTS = { reasoning: reasoningEvents, message: messageEvents, function_call: callEvents };
const EMPTY = {
  reasoning: { summary: [], encrypted_content: '' },
  message: { content: [] },
  function_call: { arguments: '' },
};

const itemEvents = (item, index) => {
  const at = { output_index: index };
  const begun = { ...item, ...EMPTY[item.type], status: 'in_progress' };
  return [
    { type: 'response.output_item.added', ...at, item: begun },
    ...EVENTS[item.type](item, at),
    { type: 'response.output_item.done', ...at, item },
  ];
};

/** @type {import('./index.mjs').Protocol['events']} */
function events(full) {
  const begun = {
    ...full,
    status: 'in_progress',
    output: [],
    usage: null,
    incomplete_details: null,
  };
  return [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...full.output.flatMap(itemEvents),
    { type: `response.${full.status}`, response: full },
  ].map((data, index) => ({ event: data.type, data: { ...data, sequence_number: index } }));
}

const errorEvent = ({ error }) => ({
  event: 'error',
  data: {
    type: 'error',
    code: error.code ?? error.type,
    message: error.message,
    param: null,
    sequence_number: 999,
  },
});

export const responses = { name: 'responses', family: 'openai', read, whole, events, errorEvent };
