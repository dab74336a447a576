import { readFile } from 'node:fs/promises';
import { problemWith } from './notes.js';

const PAGE = new URL('../public/index.html', import.meta.url);
const UNKNOWN = 404;
const FIRST = 0;

const send = (response, status, value) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

const readJson = async (request) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
};

const sendPage = async (response) => {
  try {
    const page = await readFile(PAGE);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
  } catch {
    send(response, 404, { error: 'there is no page' });
  }
};

/** Answers one request. */
export async function answer(notes, request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const route = `${request.method} ${pathname}`;
  if (route === 'GET /') return sendPage(response);
  if (route === 'GET /health') return send(response, 200, { status: 'ok' });
  if (route === 'GET /notes') return send(response, 200, notes.all().slice(FIRST));
  if (route === 'POST /notes') {
    const { text } = await readJson(request);
    const problem = problemWith(text);
    if (problem !== undefined) return send(response, 400, { error: problem });
    return send(response, 201, notes.add(text));
  }
  const id = /^GET \/notes\/([^/]+)$/.exec(route)?.[1];
  const note = id === undefined ? undefined : notes.find(id);
  if (note === undefined) return send(response, UNKNOWN, { error: 'not found' });
  return send(response, 200, note);
}
