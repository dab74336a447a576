import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes before something happens to the answer, or nothing when it is sent whole. */
const limitOf = ({ cutAfter, cutAt, endAt, stallAt }, size) => {
  const share = cutAt ?? endAt ?? stallAt;
  return cutAfter ?? (share === undefined ? undefined : Math.floor(size * share));
};

const write = (response, bytes) =>
  new Promise((resolve) => {
    response.write(bytes, resolve);
  });

const reset = async (response) => {
  // What was written leaves first.
  await sleep(20);
  response.socket?.resetAndDestroy();
};

const end = (response, bytes) =>
  new Promise((resolve) => {
    response.end(bytes, resolve);
  });

/** The last piece goes with the end, or a client that has all it wants could hang up between them. */
const sendSlowly = async (response, pieces, dribbleMs, closed) => {
  for (const piece of pieces.slice(0, -1)) {
    await write(response, piece);
    await Promise.race([sleep(dribbleMs), closed]);
    if (response.destroyed) return;
  }
  await end(response, pieces.at(-1));
};

/**
 * How the answer will come to the client, known before the first byte.
 * @param {import('./script.mjs').Answer} answer
 */
export function fateOf(answer, { status }) {
  if (status >= 300) return 'refused';
  // Whoever waits in vain hangs up at last.
  if (answer.stallAt !== undefined) return 'pending';
  const { reset: resets, cutAfter, cutAt, endAt, errorAt } = answer;
  const broken = [resets, cutAfter, cutAt, endAt, errorAt];
  return broken.some((value) => value !== undefined) ? 'cut' : 'answered';
}

/**
 * @param {import('./script.mjs').Answer} answer
 * @param {Promise<unknown>} closed settles when the client has hung up
 */
export async function send(response, answer, { status, headers, pieces }, closed) {
  if (answer.reset === 'before headers') return response.socket?.resetAndDestroy();
  response.writeHead(status, headers);
  if (answer.reset === 'after headers') {
    response.flushHeaders();
    return reset(response);
  }
  const bytes = Buffer.from(pieces.join(''));
  const limit = limitOf(answer, bytes.length);
  if (limit === undefined) {
    return answer.dribbleMs === undefined
      ? end(response, bytes)
      : sendSlowly(response, pieces, answer.dribbleMs, closed);
  }
  await write(response, bytes.subarray(0, limit));
  if (answer.endAt !== undefined) return end(response);
  if (answer.stallAt !== undefined) return closed;
  return reset(response);
}
