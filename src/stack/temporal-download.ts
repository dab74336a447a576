/** The official build of the Temporal CLI, from its release page, checked by its checksum. */
import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installInCache } from './temporal-cache.ts';
import { runCommand } from './run-command.ts';
import { reasonOf } from './stack-error.ts';

/** The version that is fetched or built. Later ones don't install with `go install`. */
export const TEMPORAL_VERSION = '1.5.1';
const RELEASES = `https://github.com/temporalio/cli/releases/download/v${TEMPORAL_VERSION}`;
/** Without a network this is how long a person waits. */
const FIRST_ANSWER_MS = 4_000;
const WHOLE_FILE_MS = 300_000;

/** What came of an attempt to get the CLI. */
export type Obtained =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'failed'; readonly why: string };

function archiveName(): string {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  return `temporal_cli_${TEMPORAL_VERSION}_${process.platform}_${arch}.tar.gz`;
}

async function get(url: string, timeoutMs: number): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)}`);
  if (!response.url.startsWith('https://')) throw new Error(`${url} led away from https`);
  return Buffer.from(await response.arrayBuffer());
}

function expectedDigest(checksums: string, name: string): string {
  const line = checksums.split('\n').find((entry) => entry.trim().endsWith(` ${name}`));
  const digest = line?.trim().split(/\s+/)[0];
  if (digest === undefined) throw new Error(`no checksum is published for ${name}`);
  return digest;
}

async function unpack(archive: Buffer, cache: string): Promise<string> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'download-'));
  try {
    const file = path.join(folder, 'archive.tar.gz');
    writeFileSync(file, archive);
    const tar = await runCommand('tar', ['-xzf', file, '-C', folder, 'temporal'], {
      timeoutMs: 60_000,
    });
    if (tar.code !== 0) throw new Error(`tar failed: ${tar.output.trim()}`);
    return installInCache(cache, path.join(folder, 'temporal'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Downloads the CLI into our cache; gives up after a few seconds when nobody answers. */
export async function downloadTemporal(cache: string): Promise<Obtained> {
  const name = archiveName();
  try {
    const checksums = await get(`${RELEASES}/checksums.txt`, FIRST_ANSWER_MS);
    const archive = await get(`${RELEASES}/${name}`, WHOLE_FILE_MS);
    const digest = createHash('sha256').update(archive).digest('hex');
    if (digest !== expectedDigest(checksums.toString(), name)) {
      return { kind: 'failed', why: `${name} does not match its published checksum` };
    }
    return { kind: 'path', path: await unpack(archive, cache) };
  } catch (error) {
    const cause = error instanceof Error && error.cause ? ` (${reasonOf(error.cause)})` : '';
    return { kind: 'failed', why: `${reasonOf(error)}${cause}` };
  }
}
