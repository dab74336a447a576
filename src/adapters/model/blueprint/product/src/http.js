import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { badRequest, methodNotAllowed, Problem } from './problem.js';

const REQUEST_TIMEOUT_MS = 30_000;

/** Longer than clients and proxies keep a connection: one that is about to use it must not find it closed. */
const KEEP_ALIVE_MS = 65_000;

function parseUrl(target) {
  const url = `http://localhost${target}`;
  if (!target.startsWith('/') || !URL.canParse(url)) throw badRequest('The address is not valid');
  return new URL(url);
}

function send(request, response, { status, body, headers = {} }) {
  const isJson = body !== undefined && !Buffer.isBuffer(body);
  const bytes = isJson ? Buffer.from(JSON.stringify(body)) : body;
  response.writeHead(status, {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(isJson && { 'content-type': 'application/json; charset=utf-8' }),
    ...(bytes && { 'content-length': bytes.length }),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function toAnswer(error, log, id) {
  if (error instanceof Problem) {
    const headers = { ...error.headers, 'content-type': 'application/problem+json' };
    return { status: error.status, body: error.toJSON(), headers };
  }
  log('error', 'request failed', { id, error: error.message, stack: error.stack });
  return toAnswer(
    new Problem(500, 'Internal error', `Something went wrong; see the log for ${id}`),
  );
}

/**
 * The HTTP side: answers with the page's files or the routes' results, turns errors into
 * problem+json, and writes one log line a request: never a body, never the query string.
 */
export function createHttpServer({ routes, page, log }) {
  async function answer(request) {
    const url = parseUrl(request.url);
    const file = page.get(url.pathname);
    if (!file) return routes(request, url);
    if (!['GET', 'HEAD'].includes(request.method)) throw methodNotAllowed(request.method, ['GET']);
    return { status: 200, ...file };
  }

  const handle = async (request, response) => {
    const id = randomUUID();
    const start = performance.now();
    response.on('close', () => {
      log('info', 'request', {
        id,
        method: request.method,
        path: request.url.split('?')[0].slice(0, 200),
        status: response.statusCode,
        ms: Math.round(performance.now() - start),
      });
    });
    const result = await answer(request).catch((error) => toAnswer(error, log, id));
    if (!response.destroyed) send(request, response, result);
  };
  const timeouts = { requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS };
  return createServer(timeouts, handle);
}
