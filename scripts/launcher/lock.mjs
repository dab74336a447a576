/**
 * A lock on a folder that dies with its holders, without anybody cleaning up: files setup.lock.1,
 * setup.lock.2 … each names processes, and the highest number holds the lock while one of them
 * lives. To take over is to create the next number, which only one can do; the highest is never
 * removed, so that no number is given twice.
 */
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startOf } from './process-start.mjs';
import { say } from './say.mjs';

const NAME = 'setup.lock';
const fileOf = (folder, generation) => path.join(folder, `${NAME}.${generation}`);
const holderOf = (pid) => ({ pid, started: startOf(pid) });

function generations(folder) {
  const numbers = readdirSync(folder).map((file) => /^setup\.lock\.(\d+)$/.exec(file)?.[1]);
  return numbers
    .filter(Boolean)
    .map(Number)
    .sort((a, b) => a - b);
}

function liveHolder(file) {
  try {
    const holders = JSON.parse(readFileSync(file, 'utf8'));
    return holders.find(({ pid, started }) => started && startOf(pid) === started);
  } catch {
    return undefined;
  }
}

function write(file, holders, place) {
  const draft = `${file}-${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify(holders));
  try {
    place(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Tries once: the lock's file, or who holds it. */
function attempt(folder) {
  for (;;) {
    const last = generations(folder).at(-1) ?? 0;
    const holder = last > 0 ? liveHolder(fileOf(folder, last)) : undefined;
    if (holder) return { holder };
    const mine = last + 1;
    if (!write(fileOf(folder, mine), [holderOf(process.pid)], linkSync)) continue;
    // Somebody who saw a later generation may have removed the one that was dead to us.
    if (generations(folder).at(-1) > mine) {
      rmSync(fileOf(folder, mine), { force: true });
      continue;
    }
    for (const older of generations(folder).filter((generation) => generation < mine)) {
      rmSync(fileOf(folder, older), { force: true });
    }
    return { file: fileOf(folder, mine) };
  }
}

/**
 * Does `work` while nobody else works in the folder under this lock; waits for whoever does.
 * `work` is given `cover(pid)`: that process holds the lock too, even when this one is killed.
 */
export async function withLock(folder, work) {
  mkdirSync(folder, { recursive: true });
  let taken = attempt(folder);
  if (taken.holder) say(`waiting for process ${taken.holder.pid}, which is setting up here`);
  while (taken.holder) {
    await delay(200);
    taken = attempt(folder);
  }
  const holders = [holderOf(process.pid)];
  const cover = (pid) => {
    holders.push(holderOf(pid));
    write(taken.file, holders, renameSync);
  };
  try {
    return await work(cover);
  } finally {
    write(taken.file, [], renameSync);
  }
}
