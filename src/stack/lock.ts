/**
 * A lock on a folder that dies with its holder, without anybody cleaning up.
 *
 * Generations: files NAME.1, NAME.2 … each names a process; the highest number holds the lock for
 * as long as that process lives. To take over from a dead holder is to create the next number,
 * which only one can do. The highest file is never removed, so that a number is never given twice.
 */
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from '../config/index.ts';
import { identify, isAlive, processIdentitySchema } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** What came of trying to take a lock. */
export type LockAttempt =
  { readonly kind: 'held' } | { readonly kind: 'taken'; readonly by: ProcessIdentity };

function generations(folder: string, name: string): readonly number[] {
  let files: readonly string[];
  try {
    files = readdirSync(folder);
  } catch {
    return [];
  }
  const numbers = files.filter((file) => file.startsWith(`${name}.`)).map(numberOf);
  return numbers.filter((number) => Number.isInteger(number)).sort((a, b) => a - b);
}

const numberOf = (file: string): number => Number(file.slice(file.lastIndexOf('.') + 1));

function fileOf(folder: string, name: string, generation: number): string {
  return path.join(folder, `${name}.${String(generation)}`);
}

function holderIn(file: string): ProcessIdentity | undefined {
  try {
    const parsed = processIdentitySchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success && isAlive(parsed.data) ? parsed.data : undefined;
  } catch {
    return undefined; // Gone or damaged: nobody who could be asked.
  }
}

/** Who holds the lock; nothing when nobody does. */
export function lockHolder(folder: string, name: string): ProcessIdentity | undefined {
  const last = generations(folder, name).at(-1);
  return last === undefined ? undefined : holderIn(fileOf(folder, name, last));
}

/** Creates a file whole or not at all; false when it is there. */
function createWhole(file: string, content: string): boolean {
  const draft = `${file}-${String(process.pid)}.draft`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes the lock for this process, which holds it until it ends. */
export function tryLock(folder: string, name: string): LockAttempt {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const self = identify(process.pid);
  if (self === undefined) throw new Error('this process has no start time');
  for (;;) {
    const last = generations(folder, name).at(-1) ?? 0;
    const holder = last === 0 ? undefined : holderIn(fileOf(folder, name, last));
    if (holder?.pid === self.pid) return { kind: 'held' };
    if (holder) return { kind: 'taken', by: holder };
    const mine = last + 1;
    if (!createWhole(fileOf(folder, name, mine), JSON.stringify(self))) continue;
    // Somebody who saw a later generation may have removed the one that was dead to us.
    const later = generations(folder, name).some((generation) => generation > mine);
    if (later) rmSync(fileOf(folder, name, mine), { force: true });
    else return removeOlder(folder, name, mine);
  }
}

function removeOlder(folder: string, name: string, mine: number): LockAttempt {
  for (const generation of generations(folder, name)) {
    if (generation < mine) rmSync(fileOf(folder, name, generation), { force: true });
  }
  return { kind: 'held' };
}
