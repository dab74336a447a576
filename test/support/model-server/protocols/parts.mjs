/** A text of megabytes in pieces of a few letters would be tens of megabytes on the wire. */
const PIECES_MAX = 2_000;

/** Texts of an answer in small pieces, as models send them. */
export const pieces = (text, size) => {
  const letters = Math.max(size, Math.ceil(text.length / PIECES_MAX));
  return text.match(new RegExp(`[\\s\\S]{1,${letters}}`, 'g')) ?? [];
};

/** Text of a content that is a text, or a list of parts with texts. */
export const textOf = (content) =>
  typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('\n');

/** The tool calls of an answer, each with an id and its arguments as text. */
export const callsOf = ({ toolCalls = [] }, digest, prefix) =>
  toolCalls.map((call, index) => ({
    id: call.id ?? `${prefix}_${digest.slice(0, 8)}_${index}`,
    name: call.name,
    arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
  }));

/** How an answer ends: in the script's words stop, length, tool_calls, content_filter or its own. */
export function finishOf({ finish, refusal, toolCalls = [] }) {
  if (finish !== undefined) return finish;
  if (refusal !== undefined) return 'content_filter';
  return toolCalls.length === 0 ? 'stop' : 'tool_calls';
}
