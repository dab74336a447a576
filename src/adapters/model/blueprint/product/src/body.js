import { badRequest, notJson, tooLarge } from './problem.js';

/** The most bytes a request body may have. */
export const MAX_BODY = 100 * 1024;

/** Bytes that are read and dropped of a body that is too large, so that the client sees the answer. */
const MAX_DROPPED = 10 * MAX_BODY;

const MEDIA_TYPES = ['application/json', 'application/merge-patch+json'];

/**
 * Reads a request's JSON body, never more than MAX_BODY bytes of it.
 * @param {import('node:http').IncomingMessage} request
 * @throws {Problem} 400, 413 or 415
 */
export async function readJson(request) {
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
  if (!MEDIA_TYPES.includes(mediaType)) throw notJson();

  const chunks = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
    if (size > MAX_DROPPED) break;
  }
  if (size > MAX_BODY) throw tooLarge(MAX_BODY);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw badRequest('The body is not valid JSON');
  }
}
