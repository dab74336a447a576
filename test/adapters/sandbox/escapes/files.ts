import path from 'node:path';
import { findToolchain } from '../../../../src/adapters/sandbox/toolchain.ts';
import { python, sh } from './attempt.ts';
import type { Attempt } from './attempt.ts';

const { npm = '/nowhere' } = findToolchain();

/** Opens for writing, and writes nothing. */
const open = (file: string): string => `os.close(os.open('${file}', os.O_WRONLY))`;

const FOR_ROOT = { outside: 'succeeds for root' } as const;

export const FILES: readonly Attempt[] = [
  sh(
    'our environment',
    ({ secret }) => `cat /proc/[0-9]*/environ | tr '\\0' '\\n' | grep -q '^SECRET=${secret}'`,
  ),
  sh('a file of ours', ({ secretFile }) => `cat ${secretFile} | grep -q .`),
  sh('what is beside the working folder', ({ secret }) => `ls -A .. | grep -q ${secret}`),
  sh("the machine's accounts", "grep -q '^root:[^:]*:[1-9]' /etc/shadow", FOR_ROOT),
  sh('our home', 'ls -A /root | grep -q .', FOR_ROOT),
  sh('our command lines', "cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -q 'sleep 60[0]'"),
  sh(
    'the open files of a process',
    ({ pid }) => `readlink /proc/1/fd/* /proc/${String(pid)}/fd/* | grep -q .`,
    FOR_ROOT,
  ),
  python(
    'the memory of a process',
    ({ pid }) => `
      for place in ('/proc/1/mem', '/proc/${String(pid)}/mem'):
          try: return open(place, 'rb').close()
          except OSError as error: last = error
      raise last
    `,
    FOR_ROOT,
  ),
  sh(
    'a write to the toolchain',
    () => `test -w /opt/toolchain/bin/node || test -w ${npm}/package.json`,
    FOR_ROOT,
  ),
  sh(
    'a write to the cache of packages',
    'test -w /root/.npm || test -w /root || touch /opt/toolchain/lib/x',
    FOR_ROOT,
  ),
  sh('a change of packages that are shown', 'mkdir -p node_modules && touch node_modules/x', {
    installing: true,
  }),
  sh(
    'other packages in their place',
    'mkdir -p node_modules other && mv node_modules away && mv other node_modules',
    { installing: true },
  ),
  sh('a write to the programs of the system', 'test -w /usr/bin && test -w /usr/lib', FOR_ROOT),
  python('a write to the accounts', open('/etc/passwd'), FOR_ROOT),
  python('a write to the settings of the kernel', open('/proc/sys/kernel/core_pattern'), FOR_ROOT),
  python('a write to the magic keys of the kernel', open('/proc/sysrq-trigger'), {
    outside: 'not tried: not every kernel has them',
  }),
  sh("the machine's devices in /sys", 'ls /sys/class'),
  sh('the limits of our control group', 'test -w /sys/fs/cgroup', FOR_ROOT),
  python('the log of the kernel', open('/dev/kmsg'), FOR_ROOT),
  sh('a disk of the machine', 'ls /dev/*da /dev/loop0 /dev/mem 2>/dev/null | grep -q .', FOR_ROOT),
  sh('our temporary folder', ({ secretFile }) => `ls ${path.dirname(secretFile)}`),
];
