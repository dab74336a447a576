import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxLimits } from '../../../domain/settings.ts';
import { kill, ownName } from '../process-table.ts';
import { membersOf, readText, tryMake, tryRemove, tryWrite } from './folder.ts';
import { readHierarchies, upwards } from './hierarchies.ts';
import type { Controller, Hierarchies } from './hierarchies.ts';
import { V1_SETTINGS, V2_SETTINGS } from './limits.ts';

/** Every group of ours is called so, with the name of the process that made it. */
export const GROUP_PREFIX = 'maestro-';

/** A control group of the kernel that holds one command and all that it starts. */
export interface Group {
  /** Which limits the kernel holds here. */
  readonly holds: ReadonlySet<Controller>;
  /** Puts a process in, before it starts others. @returns false when it can't be. */
  readonly add: (pid: number) => boolean;
  readonly members: () => readonly number[];
  /** Whether something was ended because memory ran out. */
  readonly outOfMemory: () => boolean;
  /** SIGKILL for all in it, also what has left its session or parent. */
  readonly kill: () => void;
  /** Removes the group. @returns false when something in it does not end. */
  readonly remove: () => Promise<boolean>;
}

interface Part {
  readonly folder: string;
  readonly version: 1 | 2;
  readonly holds: readonly Controller[];
}

const REMOVED_MS = 5_000;

let groups = 0;

const limited = (
  folder: string,
  name: Controller,
  version: 1 | 2,
  limits: SandboxLimits,
): boolean => {
  const settings = (version === 1 ? V1_SETTINGS : V2_SETTINGS)[name](limits);
  return settings
    .map(({ file, value, optional }) => tryWrite(`${folder}/${file}`, value) || optional === true)
    .every(Boolean);
};

const makePart = (
  parent: string,
  name: string,
  version: 1 | 2,
  controllers: readonly Controller[],
  limits: SandboxLimits,
): Part | undefined => {
  const folder = `${parent}/${name}`;
  if (!tryMake(folder)) return undefined;
  const holds = controllers.filter((each) => limited(folder, each, version, limits));
  return { folder, version, holds };
};

/**
 * Where groups of version 2 can be made. One that has processes in it gives its groups no
 * controllers, so ours often stands beside our own, further up.
 */
const parentsV2 = ({ v1, v2 }: Hierarchies): readonly string[] => {
  if (v2 === undefined) return [];
  const offers = (folder: string): boolean =>
    v1.has('memory') || readText(`${folder}/cgroup.subtree_control`).includes('memory');
  const places = upwards(v2);
  return [...places.filter(offers), ...places.filter((folder) => !offers(folder))];
};

const offered = (parent: string): readonly Controller[] => {
  const names = readText(`${parent}/cgroup.subtree_control`).trim().split(' ');
  return (['memory', 'pids', 'cpu'] as const).filter((name) => names.includes(name));
};

const makeParts = (hierarchies: Hierarchies, limits: SandboxLimits): readonly Part[] => {
  groups += 1;
  const name = `${GROUP_PREFIX}${ownName()}-${String(groups)}`;
  const v1 = [...hierarchies.v1].map(([controller, parent]) =>
    makePart(parent, name, 1, [controller], limits),
  );
  for (const parent of parentsV2(hierarchies)) {
    const v2 = makePart(parent, name, 2, offered(parent), limits);
    if (v2 !== undefined) return [...v1, v2].filter((part) => part !== undefined);
  }
  return v1.filter((part) => part !== undefined);
};

const ranOut = ({ folder, version, holds }: Part): boolean => {
  if (!holds.includes('memory')) return false;
  const file = version === 1 ? 'memory.oom_control' : 'memory.events';
  return !/^oom_kill 0$/m.test(readText(`${folder}/${file}`));
};

/** A group of version 2 ends at one word; one of version 1 is emptied pid by pid. */
export const killFolder = (folder: string): void => {
  if (tryWrite(`${folder}/cgroup.kill`, '1')) return;
  membersOf(folder).forEach(kill);
};

const untilRemoved = async (parts: readonly Part[]): Promise<boolean> => {
  const deadline = performance.now() + REMOVED_MS;
  let left = parts.map(({ folder }) => folder);
  for (;;) {
    left = left.filter((folder) => !tryRemove(folder));
    if (left.length === 0) return true;
    if (performance.now() > deadline) return false;
    left.forEach(killFolder);
    await delay(5);
  }
};

/** Our own place in the control groups; nothing where there are none. */
export const findHierarchies = (): Hierarchies => {
  try {
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8');
    return readHierarchies(mounts, readFileSync('/proc/self/cgroup', 'utf8'));
  } catch {
    return { v1: new Map(), tops: [] };
  }
};

/** A group with these limits, as far as we may make one; without rights it is an empty one. */
export const createGroup = (
  limits: SandboxLimits,
  hierarchies: Hierarchies = findHierarchies(),
): Group => {
  let parts = makeParts(hierarchies, limits);
  const holds = new Set<Controller>();
  return {
    holds,
    add(pid) {
      const refused = parts.filter(
        ({ folder }) => !tryWrite(`${folder}/cgroup.procs`, String(pid)),
      );
      refused.forEach(({ folder }) => tryRemove(folder));
      parts = parts.filter((part) => !refused.includes(part));
      parts.flatMap((part) => part.holds).forEach((name) => holds.add(name));
      return parts.length > 0;
    },
    members: () => [...new Set(parts.flatMap(({ folder }) => membersOf(folder)))],
    outOfMemory: () => parts.some(ranOut),
    kill() {
      parts.forEach(({ folder }) => {
        killFolder(folder);
      });
    },
    remove: () => untilRemoved(parts),
  };
};
