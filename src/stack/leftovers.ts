/** Finding our processes by how they were started, whatever was noted about them. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { identify } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

interface Listed {
  readonly pid: number;
  readonly args: readonly string[];
}

function argumentsOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // Gone since it was listed.
  }
}

function processNumbers(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function listOnLinux(): readonly Listed[] {
  return processNumbers().map((pid) => ({ pid, args: argumentsOf(pid) }));
}

/** Elsewhere arguments come joined: one with a space in it can't be told, and is not found. */
function listElsewhere(): readonly Listed[] {
  const ps = spawnSync('ps', ['-axww', '-o', 'pid=,args='], { encoding: 'utf8' });
  return ps.stdout.split('\n').map((line) => {
    const [pid = '0', ...args] = line.trim().split(/\s+/);
    return { pid: Number(pid), args };
  });
}

/** Running processes that were started with `flag value` among their arguments, but not us. */
export function findByArgument(flag: string, value: string): readonly ProcessIdentity[] {
  const listed = process.platform === 'linux' ? listOnLinux() : listElsewhere();
  return listed
    .filter(({ pid }) => pid !== process.pid && pid > 0)
    .filter(({ args }) => args.some((arg, at) => arg === flag && args[at + 1] === value))
    .flatMap(({ pid }) => identify(pid) ?? []);
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${String(pid)}/cwd`);
  } catch {
    return undefined; // Gone, or not ours to look at.
  }
}

/** Running processes whose working folder is this one. Only told on Linux; empty elsewhere. */
export function findByFolder(folder: string): readonly ProcessIdentity[] {
  if (process.platform !== 'linux') return [];
  const pids = processNumbers().filter((pid) => workingFolder(pid) === folder);
  return pids.flatMap((pid) => identify(pid) ?? []);
}
