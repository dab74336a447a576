/** @typedef {import('./script.mjs').Answer} Answer */

const callsOf = ({ toolCalls = [] }, digest) =>
  toolCalls.map((call, index) => ({
    id: call.id ?? `call_${digest.slice(0, 8)}_${index}`,
    type: 'function',
    function: {
      name: call.name,
      arguments:
        typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    },
  }));

const USAGE = { prompt_tokens: 100, completion_tokens: 10 };

/**
 * A whole chat completion.
 * @param {Answer} answer
 */
export function completion(answer, model, digest) {
  const calls = callsOf(answer, digest);
  const message = {
    role: 'assistant',
    content: answer.text ?? null,
    ...(answer.reasoning === undefined ? {} : { reasoning_content: answer.reasoning }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  const usage = answer.usage === undefined ? USAGE : answer.usage;
  return {
    id: `chatcmpl-${digest.slice(0, 16)}`,
    object: 'chat.completion',
    created: 1_700_000_000,
    model,
    choices: [
      {
        index: 0,
        message,
        finish_reason: answer.finish ?? (calls.length === 0 ? 'stop' : 'tool_calls'),
      },
    ],
    ...(usage === null
      ? {}
      : {
          usage: {
            ...usage,
            total_tokens: (usage.prompt_tokens ?? 0) + (usage.completion_tokens ?? 0),
          },
        }),
  };
}

const pieces = (text, size) => text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];

/** The same completion as server-sent events, in small pieces. */
export function eventStream(full, streamOptions) {
  const [choice] = full.choices;
  const chunk = (delta, finish = null) => ({
    ...full,
    object: 'chat.completion.chunk',
    usage: undefined,
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const chunks = [chunk({ role: 'assistant' })];
  for (const piece of pieces(choice.message.content ?? '', 20))
    chunks.push(chunk({ content: piece }));
  for (const [index, call] of (choice.message.tool_calls ?? []).entries()) {
    const { name, arguments: input } = call.function;
    chunks.push(chunk({ tool_calls: [{ index, ...call, function: { name, arguments: '' } }] }));
    for (const piece of pieces(input, 40)) {
      chunks.push(chunk({ tool_calls: [{ index, function: { arguments: piece } }] }));
    }
  }
  chunks.push(chunk({}, choice.finish_reason));
  if (streamOptions?.include_usage === true)
    chunks.push({ ...chunk({}), choices: [], usage: full.usage });
  return `${chunks.map((item) => `data: ${JSON.stringify(item)}\n\n`).join('')}data: [DONE]\n\n`;
}
