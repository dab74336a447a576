import { errorOf } from './faults/errors.mjs';

const JSON_TYPE = 'application/json';

const frame = ({ event, data }) =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

/** Our own mark of arguments that are no JSON stays here. */
const withoutMarks = (key, value) => (key === '_text' ? undefined : value);

const eventsOf = (protocol, full, body, errorAt) => {
  const events = protocol.events(full, body);
  if (errorAt === undefined) return events;
  const before = events.slice(0, Math.floor(events.length * errorAt.at));
  return [...before, protocol.errorEvent(errorOf(protocol.family, errorAt.error).body)];
};

/**
 * What an answer is on the wire: status, headers, and its body in pieces that can be sent one by
 * one.
 * @param {import('./script.mjs').Answer} answer
 * @param {import('./protocols/index.mjs').Protocol} protocol
 * @param {import('./protocols/index.mjs').Context} context
 */
export function payloadOf(answer, protocol, context) {
  const headers = { 'x-request-id': `req-${context.digest.slice(0, 16)}`, ...answer.headers };
  const stream = context.body.stream === true;
  const type = { 'content-type': stream ? 'text/event-stream' : JSON_TYPE };
  if (answer.error !== undefined) {
    const { status, headers: more, body } = errorOf(protocol.family, answer.error);
    const all = { 'content-type': JSON_TYPE, ...more, ...headers };
    return { status, headers: all, pieces: [JSON.stringify(body)] };
  }
  const status = answer.status ?? 200;
  if (answer.body !== undefined) {
    const plain = status === 200 ? type : { 'content-type': JSON_TYPE };
    return { status, headers: { ...plain, ...headers }, pieces: [answer.body] };
  }
  const full = protocol.whole(answer, context);
  const pieces = stream
    ? eventsOf(protocol, full, context.body, answer.errorAt).map(frame)
    : [JSON.stringify(full, withoutMarks)];
  return { status, headers: { ...type, ...headers }, pieces };
}
