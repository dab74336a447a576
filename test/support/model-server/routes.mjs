import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { completion, eventStream } from './completion.mjs';
import { loadScript } from './script.mjs';

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
};

const digestOf = (value) =>
  createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');

const readBody = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const json = (response, value, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

/** @param {{ answer: import('./script.mjs').Answer, body: any, digest: string }} what */
const payloadOf = ({ answer, body, digest }) => {
  if (answer.body !== undefined) return { type: 'application/json', text: answer.body };
  const full = completion(answer, body.model, digest);
  return body.stream === true
    ? { type: 'text/event-stream', text: eventStream(full, body.stream_options) }
    : { type: 'application/json', text: JSON.stringify(full) };
};

const send = async (response, answer, { type, text }) => {
  response.writeHead(answer.status ?? 200, { 'content-type': type, ...answer.headers });
  if (answer.cutAfter === undefined) {
    await new Promise((resolve) => response.end(text, resolve));
    return 'answered';
  }
  response.write(text.slice(0, answer.cutAfter));
  await sleep(20);
  response.socket?.resetAndDestroy();
  return 'cut';
};

/** Answers by the script, and keeps what came of it: answered, refused, cut or closed (by them). */
const complete = async (now, request, response) => {
  // A new script starts with a new log: what is under way stays with the old one.
  const state = { ...now };
  const body = JSON.parse(await readBody(request));
  const digest = digestOf(body);
  const seen = state.counts.get(digest) ?? { received: 0, answered: 0 };
  const entry = { index: state.log.length, digest, at: Date.now(), body, outcome: 'pending' };
  state.log.push(entry);
  state.counts.set(digest, { ...seen, received: seen.received + 1 });
  const closed = new Promise((resolve) => {
    response.on('close', () => {
      if (entry.outcome === 'pending')
        Object.assign(entry, { outcome: 'closed', ended: Date.now() });
      resolve(undefined);
    });
  });
  const { index } = entry;
  const answer = await state.script({ body, index, repeats: seen.received });
  await Promise.race([answer.hang ? closed : sleep(answer.delayMs ?? 0), closed]);
  if (entry.outcome === 'closed') return;
  // Counted before the bytes leave: whoever reads the count after the answer finds it there.
  const refused = (answer.status ?? 200) >= 300;
  const whole = !refused && answer.cutAfter === undefined;
  entry.outcome = refused ? 'refused' : whole ? 'answered' : 'cut';
  if (whole) state.counts.get(digest).answered += 1;
  await send(response, answer, payloadOf({ answer, body, digest }));
  entry.ended = Date.now();
};

const isAllowed = ({ apiKey }, { headers }) =>
  apiKey === undefined || headers.authorization === `Bearer ${apiKey}`;

/** A script at its beginning, with nothing answered yet. */
export const startState = async (spec) => ({
  script: await loadScript(spec),
  apiKey: spec.apiKey,
  log: [],
  counts: new Map(),
});

export async function handle(state, request, response) {
  const route = `${request.method} ${new URL(request.url, 'http://localhost').pathname}`;
  switch (route) {
    case 'GET /_/log':
      return json(response, state.log);
    case 'GET /_/counts':
      return json(response, Object.fromEntries(state.counts));
    case 'POST /_/script':
      Object.assign(state, await startState(JSON.parse(await readBody(request))));
      return json(response, {});
    case 'GET /v1/models':
      return json(response, { object: 'list', data: [{ id: 'scripted', object: 'model' }] });
    case 'POST /v1/chat/completions': {
      if (isAllowed(state, request)) return complete(state, request, response);
      const message = `Incorrect API key provided: ${request.headers.authorization}`;
      return json(response, { error: { message, code: 'invalid_api_key' } }, 401);
    }
    default:
      return json(response, { error: { message: `no route ${route}` } }, 404);
  }
}
