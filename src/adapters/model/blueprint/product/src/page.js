import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const MEDIA_TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
]);

const HEADERS = {
  'cache-control': 'no-cache',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/**
 * Loads the files of the web page, so that a request can only ever name one of these.
 * @param {string} directory may be missing: the service then has no page
 * @returns {Promise<Map<string, { body: Buffer, headers: Record<string, string> }>>} by URL path
 */
export async function loadPage(directory) {
  const names = await readdir(directory).catch(() => []);
  const page = new Map();
  for (const name of names.filter((each) => MEDIA_TYPES.has(extname(each)))) {
    const body = await readFile(join(directory, name));
    const headers = { ...HEADERS, 'content-type': MEDIA_TYPES.get(extname(name)) };
    page.set(name === 'index.html' ? '/' : `/${name}`, { body, headers });
  }
  return page;
}
