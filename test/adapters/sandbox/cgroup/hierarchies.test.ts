import { describe, expect, test } from '@jest/globals';
import { readHierarchies, upwards } from '../../../../src/adapters/sandbox/cgroup/hierarchies.ts';

const MIXED = `
23 1 253:0 / / rw,relatime - ext4 /dev/vda rw
35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory
36 31 0:33 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
`;

describe('where this process stands', () => {
  test('with both versions, each controller is found where it is mounted', () => {
    const groups = '9:name=systemd:/\n4:memory:/a/b\n2:cpu,cpuacct:/\n0::/c\n';
    const found = readHierarchies(MIXED, groups);
    expect([...found.v1]).toEqual([
      ['memory', '/sys/fs/cgroup/memory/a/b'],
      ['cpu', '/sys/fs/cgroup/cpu,cpuacct'],
    ]);
    expect(found.v2).toEqual({
      own: '/sys/fs/cgroup/unified/c',
      top: '/sys/fs/cgroup/unified',
    });
    expect(found.tops).toHaveLength(3);
  });

  test('in a container, the part that is mounted is taken off', () => {
    const mounts = '30 1 0:26 /box/1 /sys/fs/cgroup ro - cgroup2 cgroup rw\n';
    const found = readHierarchies(mounts, '0::/box/1/service\n');
    expect(found.v2?.own).toBe('/sys/fs/cgroup/service');
  });

  test('a group outside of what is mounted is none', () => {
    const mounts = '30 1 0:26 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n';
    expect(readHierarchies(mounts, '0::/../other\n').v2).toBeUndefined();
    expect(readHierarchies('', '')).toEqual({ v1: new Map(), tops: [] });
  });

  test('the way up ends at the mount', () => {
    const top = '/sys/fs/cgroup';
    expect(upwards({ own: `${top}/user/session`, top })).toEqual([
      `${top}/user/session`,
      `${top}/user`,
      top,
    ]);
  });
});
