import path from 'node:path';

/** Controllers that sandboxes use. */
export type Controller = 'memory' | 'pids' | 'cpu';

/** Where this process stands in the kernel's control groups. */
export interface Hierarchies {
  /** Folder of our own group by controller of version 1. */
  readonly v1: ReadonlyMap<Controller, string>;
  /** Folder of our own group of version 2, and the mount that it lies below. */
  readonly v2?: { readonly own: string; readonly top: string };
  /** Every mount that one of these lies below. */
  readonly tops: readonly string[];
}

const CONTROLLERS: readonly Controller[] = ['memory', 'pids', 'cpu'];

interface Mount {
  /** The part of the hierarchy that is seen here. */
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** One line of /proc/self/mountinfo; its optional fields end with a dash. */
const readMount = (line: string): Mount | undefined => {
  const [before = '', after] = line.split(' - ');
  const [, , , root = '', point = ''] = before.split(' ');
  const [type = '', , options = ''] = after?.split(' ') ?? [];
  return type.startsWith('cgroup') ? { root, point, type, options: options.split(',') } : undefined;
};

/** The folder of a group; `undefined` when it lies outside of what is mounted. */
const folderOf = ({ root, point }: Mount, group: string): string | undefined => {
  const below = root === '/' ? group : path.relative(root, group);
  const folder = path.resolve(point, `./${below}`);
  return below.startsWith('..') || group.startsWith('/..') ? undefined : folder;
};

/** @param mountinfo,groups texts of /proc/self/mountinfo and /proc/self/cgroup. */
export const readHierarchies = (mountinfo: string, groups: string): Hierarchies => {
  const mounts = mountinfo.split('\n').flatMap((line) => readMount(line) ?? []);
  const rows = groups.split('\n').map((line) => line.split(':'));
  const v1 = CONTROLLERS.flatMap((name): readonly (readonly [Controller, string])[] => {
    const group = rows
      .find(([, names = '']) => names.split(',').includes(name))
      ?.slice(2)
      .join(':');
    const mount = mounts.find(({ type, options }) => type === 'cgroup' && options.includes(name));
    const folder = group === undefined || mount === undefined ? undefined : folderOf(mount, group);
    return folder === undefined ? [] : [[name, folder]];
  });
  const group = rows
    .find(([id]) => id === '0')
    ?.slice(2)
    .join(':');
  const mount = mounts.find(({ type }) => type === 'cgroup2');
  const own = group === undefined || mount === undefined ? undefined : folderOf(mount, group);
  const tops = mounts
    .filter(
      ({ type, options }) =>
        type === 'cgroup2' || options.some((each) => v1.some(([name]) => name === each)),
    )
    .map(({ point }) => point);
  return {
    v1: new Map(v1),
    tops: [...new Set(tops)],
    ...(own === undefined || mount === undefined ? {} : { v2: { own, top: mount.point } }),
  };
};

/** Our own group of version 2 and those above it, nearest first. */
export const upwards = ({ own, top }: { own: string; top: string }): readonly string[] => {
  const folders: string[] = [];
  for (let at = own; ; at = path.dirname(at)) {
    folders.push(at);
    if (at === top || !at.startsWith(top)) return folders;
  }
};
