/** Faults by name: what an answer that names one does. */
const LONG = 'word '.repeat(400);

const FAULTS = {
  // Errors that no protocol puts another way than these; the others are the names of `errors.mjs`.
  'rate limit, seconds': () => ({ error: 'rate limit', headers: { 'retry-after': '7' } }),
  'rate limit, ms': () => ({ error: 'rate limit', headers: { 'retry-after-ms': '1500' } }),
  'rate limit, date': () => ({
    error: 'rate limit',
    headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() },
  }),
  'reset before headers': () => ({ reset: 'before headers' }),
  'reset after headers': () => ({ reset: 'after headers' }),
  cut: () => ({ text: LONG, cutAt: 0.5 }),
  'cut without a reset': () => ({ text: LONG, endAt: 0.5 }),
  stall: () => ({ text: LONG, stallAt: 0.5 }),
  'slow dribble': () => ({ text: 'a few words that come slowly', dribbleMs: 40 }),
  'overloaded in the stream': () => ({ text: LONG, errorAt: { at: 0.5, error: 'overloaded' } }),
  'overloaded at once': () => ({ text: LONG, errorAt: { at: 0, error: 'overloaded' } }),
  'no credit in the stream': () => ({ text: LONG, errorAt: { at: 0.5, error: 'no credit' } }),
  html: () => ({
    body: '<!doctype html><html><title>Sign in</title></html>',
    headers: { 'content-type': 'text/html; charset=utf-8' },
  }),
  'json, no stream': () => ({
    body: '{"ok":true}',
    headers: { 'content-type': 'application/json' },
  }),
  empty: () => ({ body: '' }),
  'no usage': () => ({ text: 'Here.', usage: null }),
  'empty usage': () => ({ text: 'Here.', usage: { input: 0, output: 0 } }),
  'half a usage': () => ({ text: 'Here.', usage: { input: 3 } }),
  'unknown reason to stop': () => ({ text: 'Here.', finish: 'tired' }),
  hang: () => ({ hang: true }),
  redirect: () => ({
    status: 307,
    headers: { location: 'http://127.0.0.1:9/elsewhere' },
    body: '',
  }),
  refusal: () => ({ refusal: 'I can not help with that.' }),
  'content filter': () => ({ text: 'Well,', finish: 'content_filter' }),
  'cut at the maximum': () => ({ text: LONG, finish: 'length' }),
  'invalid tool-call JSON': () => ({
    toolCalls: [{ name: 'write', arguments: '{"path":"docs/a.md","content":' }],
  }),
  'unknown tool': () => ({ toolCalls: [{ name: 'delete_everything', arguments: {} }] }),
  'schema mismatch': () => ({ toolCalls: [{ name: 'write', arguments: { path: 7 } }] }),
};

/**
 * An answer with its named fault spelled out: one of these, or the name of an error.
 * @param {import('../script.mjs').Answer} answer
 */
export function spellOut({ fault, ...answer }) {
  if (fault === undefined) return answer;
  const spelled = FAULTS[fault]?.() ?? { error: fault };
  return { ...spelled, ...answer, headers: { ...spelled.headers, ...answer.headers } };
}
