/** Log files of the supervised processes: appended to by them, bounded by us. */
import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** A log is cut when it is larger than this; the part before is kept once, as `NAME.log.1`. */
const MAX_LOG_BYTES = 5 * 1024 ** 2;

/** Opens a log for appending and gives its descriptor, which the caller closes. */
export function openLog(file: string): number {
  return openSync(file, 'a', 0o600);
}

/** Size in bytes; 0 when there is none. */
export function logSize(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Keeps every log in the folder below its bound. The writers append (O_APPEND), so that a file may
 * be copied and cut under them; the few lines written in between are lost.
 */
export function boundLogs(folder: string, maxBytes: number = MAX_LOG_BYTES): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (!name.endsWith('.log') || logSize(file) <= maxBytes) continue;
    copyFileSync(file, `${file}.1`);
    truncateSync(file, 0);
  }
}

/** Text of a log from a byte on (from its start if it was cut since), at most the last 64 KiB. */
export function readLog(file: string, from = 0): string {
  const size = logSize(file);
  const start = Math.max(from > size ? 0 : from, size - 64 * 1024);
  if (size === 0) return '';
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(size - start);
    const read = readSync(descriptor, buffer, 0, buffer.length, start);
    return buffer.toString('utf8', 0, read);
  } finally {
    closeSync(descriptor);
  }
}

/** The last lines of a log that are not empty. */
export function logTail(file: string, from: number, lines: number): string {
  const kept = readLog(file, from)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return kept.slice(-lines).join('\n');
}
