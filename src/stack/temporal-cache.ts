/** Where a fetched or built Temporal CLI is kept: a folder of its own, fit to be put on PATH. */
import { chmodSync, copyFileSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';

/** The CLI's path in the cache, there or not. */
export function cachedTemporal(cache: string): string {
  return path.join(cache, 'temporal', 'temporal');
}

/** Puts a finished program into the cache, whole or not at all; gives its path there. */
export function installInCache(cache: string, program: string): string {
  const target = cachedTemporal(cache);
  mkdirSync(path.dirname(target), { recursive: true });
  const draft = `${target}.${String(process.pid)}.draft`;
  copyFileSync(program, draft);
  chmodSync(draft, 0o755);
  renameSync(draft, target);
  return target;
}
