import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded } from '../process-table.ts';
import { tryRemove } from './folder.ts';
import { findHierarchies, GROUP_PREFIX, killFolder } from './group.ts';

const EMPTIED_MS = 2_000;
/** Groups that are looked at: a large machine has a few hundred. */
const LOOKED_AT = 5_000;

const foldersIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
};

/** Ours may stand below the group of a session or service that is not the one we are in now. */
const staleBelow = (tops: readonly string[]): readonly string[] => {
  const queue = [...tops];
  const stale: string[] = [];
  for (const folder of queue) {
    const names = foldersIn(folder);
    const ours = names.filter((name) => name.startsWith(GROUP_PREFIX));
    stale.push(
      ...ours
        .filter((name) => hasEnded(name.slice(GROUP_PREFIX.length)))
        .map((name) => `${folder}/${name}`),
    );
    const others = names.filter((name) => !ours.includes(name));
    if (queue.length < LOOKED_AT) queue.push(...others.map((name) => `${folder}/${name}`));
  }
  return stale;
};

/** Ends and removes groups whose maker was killed. @returns how many there were. */
export const sweepGroups = async (): Promise<number> => {
  const stale = staleBelow(findHierarchies().tops);
  const deadline = performance.now() + EMPTIED_MS;
  let left = stale;
  while (left.length > 0 && performance.now() < deadline) {
    left.forEach(killFolder);
    left = left.filter((folder) => !tryRemove(folder));
    if (left.length > 0) await delay(10);
  }
  return stale.length;
};
