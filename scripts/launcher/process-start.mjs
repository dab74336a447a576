/** Which process is meant, even when its number was given to another one since. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

function onLinux(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; fields are counted after the last parenthesis.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${fields[19]}@${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch {
    return undefined;
  }
}

function elsewhere(pid) {
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return ps.stdout.trim() || undefined;
}

/** When a running process was started, as text to compare; nothing when there is none. */
export function startOf(pid) {
  return process.platform === 'linux' ? onLinux(pid) : elsewhere(pid);
}
