import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { findHierarchies } from '../../../src/adapters/sandbox/cgroup/group.ts';
import { sweepSandboxes } from '../../../src/adapters/sandbox/index.ts';
import { hasEnded } from '../../../src/adapters/sandbox/process-table.ts';
import { hasBubblewrap, LIMITS, newMark } from './support.ts';

const RUNS = 200;
/** A sandbox is up after about 50 ms, on a busy machine after a few hundred. */
const LATEST_KILL_MS = 400;
const GONE_MS = 1_000;

const HERE = import.meta.dirname;
const SOURCE = `
  const [root, mark, kind] = process.argv.slice(1);
  const { createBubblewrap } = await import('../../../src/adapters/sandbox/index.ts');
  const { createOwnedFolder } = await import('../../../src/adapters/workspaces/owned-folder.ts');
  const argv = ['sh', '-c', 'setsid sleep 300 & echo up; sleep 301', mark];
  const sandbox = createBubblewrap({ root });
  for (;;) {
    const dir = await createOwnedFolder(root, 'tree');
    const command = { dir, argv, limits: { ...${JSON.stringify(LIMITS)}, wallMs: 250 } };
    if (kind === 'run') process.stdout.write('begin\\n');
    if (kind === 'run') await sandbox.run(command);
    else {
      process.stdout.write('begin\\n');
      const service = await sandbox.serve({ ...command, port: 8080 });
      await service.stop(50);
    }
  }
`;

const withMark = (mark: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const ended = /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
        return !ended && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark);
      } catch {
        return false;
      }
    });

const describeProcess = (pid: string): string => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return (status.match(/^(Name|State|PPid|NSpid):.*$/gm) ?? []).join(' ').replaceAll('\t', ' ');
};

const supervisor = async (root: string, mark: string, kind: string): Promise<ChildProcess> => {
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const child = spawn(
    process.execPath,
    [...flags, '--input-type=module', '--eval', SOURCE, root, mark, kind],
    { cwd: HERE, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child.stdout, 'data');
  return child;
};

/** @returns ms until nothing of it ran any more; more than the limit when something still does. */
const untilGone = async (mark: string): Promise<number> => {
  const began = performance.now();
  while (performance.now() - began < GONE_MS) {
    if (withMark(mark).length === 0) return performance.now() - began;
    await delay(20);
  }
  const left = withMark(mark);
  if (left.length === 0) return GONE_MS;
  process.stdout.write(`left of ${mark}: ${left.map(describeProcess).join('; ')}\n`);
  return Infinity;
};

const killOne = async (root: string, index: number): Promise<{ up: boolean; ms: number }> => {
  const mark = newMark();
  const child = await supervisor(root, mark, index % 2 === 0 ? 'run' : 'serve');
  await delay(Math.random() * LATEST_KILL_MS);
  const up = withMark(mark).length > 1;
  child.kill('SIGKILL');
  await once(child, 'exit');
  return { up, ms: await untilGone(mark) };
};

const groupsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    path.basename(name).startsWith('maestro-'),
  );

/** Others may have groups of their own meanwhile, and live. */
const isLeft = (name: string): boolean => hasEnded(path.basename(name).slice('maestro-'.length));

const mounts = (): number => readFileSync('/proc/self/mountinfo', 'utf8').split('\n').length;

(hasBubblewrap ? test : test.skip)(
  `after ${String(RUNS)} kills at random instants nothing runs, and the next start sweeps the rest`,
  async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'kills-'));
    await sweepSandboxes(root);
    const { tops } = findHierarchies();
    const before = mounts();
    const killed: { up: boolean; ms: number }[] = [];
    for (let index = 0; index < RUNS; index += 1) killed.push(await killOne(root, index));
    const left = {
      groups: tops.flatMap(groupsIn).filter(isLeft).length,
      folders: readdirSync(root).length,
    };

    await sweepSandboxes(root);
    const slowest = Math.max(...killed.map(({ ms }) => ms));
    process.stdout.write(
      `\n${String(RUNS)} kills, ${String(killed.filter(({ up }) => up).length)} with a sandbox up; ` +
        `the slowest end took ${slowest.toFixed(0)} ms; before the sweep ` +
        `${String(left.groups)} groups and ${String(left.folders)} folders were left\n`,
    );
    expect(killed.filter(({ ms }) => ms > GONE_MS)).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
    expect(mounts()).toBe(before);
    expect(tops.flatMap(groupsIn).filter(isLeft)).toEqual([]);
    await rm(root, { recursive: true });
  },
  900_000,
);
