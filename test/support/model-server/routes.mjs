import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { billOf, entryOf } from './bill.mjs';
import { errorOf } from './faults/errors.mjs';
import { spellOut } from './faults/index.mjs';
import { payloadOf } from './payload.mjs';
import { keyOf, PROTOCOLS } from './protocols/index.mjs';
import { loadScript } from './script.mjs';
import { fateOf, send } from './send.mjs';

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

/** A request in the log, as it begins. */
const enter = (state, protocol, body) => {
  const digest = digestOf(body);
  const seen = state.counts.get(digest) ?? { received: 0, answered: 0 };
  const entry = {
    index: state.log.length,
    digest,
    protocol: protocol.name,
    at: Date.now(),
    outcome: 'pending',
    body,
    messages: protocol.read(body),
  };
  state.log.push(entry);
  state.counts.set(digest, { ...seen, received: seen.received + 1 });
  return { entry, repeats: seen.received };
};

/** Settles when the connection has gone; whoever hangs up in the middle was not answered. */
const untilClosed = (response, { counts }, entry) =>
  new Promise((resolve) => {
    response.on('close', () => {
      entry.ended ??= Date.now();
      if (!response.writableFinished && ['pending', 'answered'].includes(entry.outcome)) {
        if (entry.outcome === 'answered') counts.get(entry.digest).answered -= 1;
        entry.outcome = 'closed';
      }
      resolve(undefined);
    });
  });

/** Answers by the script, and keeps what came of it: answered, refused, cut or closed (by them). */
const complete = async (now, protocol, request, response) => {
  // A new script starts with a new log: what is under way stays with the old one.
  const state = { ...now };
  const body = JSON.parse(await readBody(request));
  const { entry, repeats } = enter(state, protocol, body);
  const closed = untilClosed(response, state, entry);
  const { index, digest, messages } = entry;
  const asked = { body, messages, protocol: protocol.name, index, repeats };
  const answer = spellOut(await state.script(asked));
  state.answers.set(index, answer);
  await Promise.race([answer.hang ? closed : sleep(answer.delayMs ?? 0), closed]);
  if (entry.outcome === 'closed') return;
  const payload = payloadOf(answer, protocol, { body, digest });
  // Counted before the bytes leave: whoever reads the count after the answer finds it there.
  entry.outcome = fateOf(answer, payload);
  if (entry.outcome === 'answered') state.counts.get(digest).answered += 1;
  await send(response, answer, payload, closed);
  entry.ended ??= Date.now();
};

/** Of a long log all that tells which request it was. */
const summaryOf = ({ index, digest, at, ended, outcome, messages }) => ({
  index,
  digest,
  at,
  ended,
  outcome,
  opening: messages.slice(0, 2).map(({ content }) => content),
  answers: messages.filter(({ role }) => role === 'assistant').length,
});

const bill = ({ log, answers, prices }) =>
  billOf(log.map((entry) => entryOf(entry, answers.get(entry.index), prices)));

/** A script at its beginning, with nothing answered yet. */
export const startState = async (spec) => ({
  script: await loadScript(spec),
  apiKey: spec.apiKey,
  prices: spec.prices,
  log: [],
  counts: new Map(),
  /** By index, for the bill. */
  answers: new Map(),
});

const isAllowed = (state, request) => state.apiKey === undefined || keyOf(request) === state.apiKey;

const refuseKey = (family, request, response) => {
  const { status, body } = errorOf(family, 'bad key');
  // Some servers repeat the key, so this one does.
  const message = `${body.error.message.replace(/\.$/, '')}: ${keyOf(request)}`;
  return json(response, { ...body, error: { ...body.error, message } }, status);
};

const ask = (state, protocol, request, response) =>
  isAllowed(state, request)
    ? complete(state, protocol, request, response)
    : refuseKey(protocol.family, request, response);

const models = (state, request, response) =>
  isAllowed(state, request)
    ? json(response, { object: 'list', data: [{ id: 'scripted', object: 'model' }] })
    : refuseKey('openai', request, response);

export async function handle(state, request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const protocol = request.method === 'POST' ? PROTOCOLS[pathname] : undefined;
  if (protocol !== undefined) return ask(state, protocol, request, response);
  switch (`${request.method} ${pathname}`) {
    case 'GET /_/log':
      return json(response, state.log);
    case 'GET /_/summaries':
      return json(response, state.log.map(summaryOf));
    case 'GET /_/counts':
      return json(response, Object.fromEntries(state.counts));
    case 'GET /_/bill':
      return json(response, bill(state));
    case 'POST /_/script':
      Object.assign(state, await startState(JSON.parse(await readBody(request))));
      return json(response, {});
    case 'GET /v1/models':
      return models(state, request, response);
    default:
      return json(response, { error: { message: `no route ${request.method} ${pathname}` } }, 404);
  }
}
