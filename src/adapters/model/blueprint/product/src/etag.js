import { createHash } from 'node:crypto';
import { changedMeanwhile } from './problem.js';

/** An entity tag (RFC 9110): equal for equal records only. */
export function etagOf(record) {
  return `"${createHash('sha256').update(JSON.stringify(record)).digest('base64url').slice(0, 27)}"`;
}

/**
 * @param {object} record
 * @param {string | undefined} ifMatch the request's If-Match header
 * @throws {Problem} 412 when the client last saw another version
 */
export function checkVersion(record, ifMatch) {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (!tags.includes(etagOf(record))) throw changedMeanwhile();
}
