import { readFile } from 'node:fs/promises';
import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { originOf } from './origin.ts';

const PAGE_BYTES = 8 * 1024 ** 2;
const TIMEOUT_MS = 15_000;
/** A registry keeps its files in one or two places; a page with links to more is none of one. */
const PLACES = 4;

const collect = (response: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > PAGE_BYTES) response.destroy(new Error('The page is too large.'));
      else chunks.push(chunk);
    });
    response.once('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    response.once('error', reject);
  });

const fetchPage = async (url: string, authorities: string | undefined): Promise<string> => {
  const ca = authorities === undefined ? undefined : await readFile(authorities);
  const options = {
    timeout: TIMEOUT_MS,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { accept: 'application/json, text/html;q=0.5' },
    agent: false,
    ...(ca === undefined ? {} : { ca }),
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const get = url.startsWith('https:') ? getSecure : getPlain;
    get(url, options, resolve).once('error', reject);
  });
  if (response.statusCode !== 200) {
    response.destroy();
    throw new Error(`${url} answered ${String(response.statusCode)}.`);
  }
  return collect(response);
};

/** Links to archives of packages. */
const ARCHIVE = /https?:\/\/[^\s"'<>#]+\.(?:tgz|whl|tar\.gz|zip)(?=["'#<\s])/g;

/** Origins of the archives that a page of a registry links to. */
export const archiveOrigins = (page: string): readonly string[] => [
  ...new Set(
    [...page.matchAll(ARCHIVE)].map(([url]) => originOf(url)).filter((each) => each !== undefined),
  ),
];

/**
 * Where a registry keeps its files, found out by looking at one of its pages.
 * @returns nothing when it can't be reached, or when it has no such page.
 */
export const filePlaces = async (
  page: string,
  authorities: string | undefined,
): Promise<readonly string[]> => {
  try {
    return archiveOrigins(await fetchPage(page, authorities)).slice(0, PLACES);
  } catch {
    return [];
  }
};
