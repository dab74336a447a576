import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createGroup, findHierarchies } from '../../../../src/adapters/sandbox/cgroup/group.ts';
import { sweepGroups } from '../../../../src/adapters/sandbox/cgroup/sweep.ts';
import { LIMITS, makeFolder, removeFolders } from '../support.ts';

afterEach(removeFolders);

/** A tree of groups as version 2 shows it, as far as files go: a session below a slice. */
const unified = async (): Promise<{ top: string; slice: string; own: string }> => {
  const top = await makeFolder();
  const slice = `${top}/slice`;
  const own = `${slice}/session`;
  await mkdir(own, { recursive: true });
  await writeFile(`${top}/cgroup.subtree_control`, 'cpu memory pids\n');
  await writeFile(`${slice}/cgroup.subtree_control`, 'memory pids\n');
  await writeFile(`${own}/cgroup.subtree_control`, '\n');
  return { top, slice, own };
};

describe('a group of version 2', () => {
  test('stands beside our own, which gives its groups no controllers', async () => {
    const { top, slice, own } = await unified();
    const group = createGroup(LIMITS, { v1: new Map(), v2: { own, top }, tops: [top] });
    expect(group.add(123)).toBe(true);
    const [name = ''] = (await readdir(slice)).filter((each) => each.startsWith('maestro-'));
    const read = (file: string): Promise<string> => readFile(`${slice}/${name}/${file}`, 'utf8');
    expect(await read('memory.max')).toBe(String(LIMITS.memoryBytes));
    expect(await read('memory.swap.max')).toBe('0');
    expect(await read('pids.max')).toBe(String(LIMITS.processes + 24));
    expect(await read('cgroup.procs')).toBe('123');
    expect([...group.holds].sort()).toEqual(['memory', 'pids']);
  });

  test('holds nothing where none can be made', () => {
    const nowhere = { own: '/nowhere/own', top: '/nowhere' };
    const group = createGroup(LIMITS, { v1: new Map(), v2: nowhere, tops: [] });
    expect(group.add(123)).toBe(false);
    expect(group.holds.size).toBe(0);
  });

  test('says that memory ran out when the kernel counted an end', async () => {
    const { top, slice, own } = await unified();
    const group = createGroup(LIMITS, { v1: new Map(), v2: { own, top }, tops: [top] });
    group.add(123);
    const [name = ''] = (await readdir(slice)).filter((each) => each.startsWith('maestro-'));
    await writeFile(`${slice}/${name}/memory.events`, 'oom 0\noom_kill 0\n');
    expect(group.outOfMemory()).toBe(false);
    await writeFile(`${slice}/${name}/memory.events`, 'oom 3\noom_kill 1\n');
    expect(group.outOfMemory()).toBe(true);
  });
});

/** Whether real groups can be made here, which takes root or a delegated one. */
const real = await (async (): Promise<boolean> => {
  const child = spawn('sleep', ['60']);
  const group = createGroup(LIMITS);
  const added = group.add(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await group.remove();
  return added;
})();
if (!real) process.stderr.write('NOT CHECKED, control groups: none can be made here\n');

(real ? describe : describe.skip)('a real group', () => {
  test('ends what has left its session as well, and is gone afterwards', async () => {
    const child = spawn('sh', ['-c', 'read x; setsid sleep 300 & setsid sleep 301 & sleep 302']);
    const group = createGroup(LIMITS);
    group.add(child.pid ?? 0);
    child.stdin.write('\n');
    while (group.members().length < 4) await delay(10);
    const exit = once(child, 'exit');
    group.kill();
    await exit;
    expect(await group.remove()).toBe(true);
    expect(group.members()).toEqual([]);
  });

  test('of a living process is left alone by a sweep', async () => {
    const child = spawn('sleep', ['60']);
    const group = createGroup(LIMITS);
    group.add(child.pid ?? 0);
    await sweepGroups();
    expect(group.members()).toEqual([child.pid]);
    group.kill();
    expect(await group.remove()).toBe(true);
  });

  test('is found where this process stands', () => {
    expect(findHierarchies().tops.length).toBeGreaterThan(0);
  });
});
