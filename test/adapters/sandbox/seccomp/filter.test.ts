import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isFiltered, seccompFilter } from '../../../../src/adapters/sandbox/seccomp/filter.ts';
import { policy } from '../../../../src/adapters/sandbox/seccomp/policy.ts';
import { AUDIT_ARCH, numberOf } from '../../../../src/adapters/sandbox/seccomp/syscalls.ts';
import type { Machine, Syscall } from '../../../../src/adapters/sandbox/seccomp/syscalls.ts';
import { interpret } from './interpret.ts';

const ALLOWED = 0x7fff0000;
const KILLED = 0x80000000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;

const CHARGED = { memoryCharged: true };

const decide = (machine: Machine, call: Syscall, ...args: readonly number[]): number =>
  interpret(seccompFilter(machine, CHARGED), {
    number: numberOf(call, machine) ?? -1,
    arch: AUDIT_ARCH[machine],
    args: args.map(BigInt),
  });

const ROWS: readonly (readonly [string, Syscall, readonly number[], number])[] = [
  ['a unix socket', 'socket', [1, 1, 0], ALLOWED],
  ['an internet socket', 'socket', [2, 1, 0], ALLOWED],
  ['an IPv6 socket', 'socket', [10, 1, 0], ALLOWED],
  ['a packet socket', 'socket', [17, 3, 0], EPERM],
  ['a socket to the hypervisor', 'socket', [40, 1, 0], EPERM],
  ['a socket of the crypto interface', 'socket', [38, 5, 0], EPERM],
  ['a pair of bluetooth sockets', 'socketpair', [31, 1, 0], EPERM],
  ['a list of addresses by netlink', 'socket', [16, 3, 0], ALLOWED],
  ['the firewall by netlink', 'socket', [16, 3, 12], EPERM],
  ['a thread', 'clone', [0x3d0f00], ALLOWED],
  ['a process', 'clone', [0x01200011], ALLOWED],
  ['a process in a user namespace', 'clone', [0x10000011], EPERM],
  ['a process in a cgroup namespace', 'clone', [0x02000011], EPERM],
  ['the call whose flags can not be seen', 'clone3', [], ENOSYS],
  ['own open files', 'unshare', [0x400], ALLOWED],
  ['a mount namespace', 'unshare', [0x20000], EPERM],
  ['a time namespace', 'unshare', [0x80], EPERM],
  ['the size of a terminal', 'ioctl', [0, 0x5413], ALLOWED],
  ['typing into a terminal', 'ioctl', [0, 0x5412], EPERM],
  ['io_uring', 'io_uring_setup', [], ENOSYS],
  ['another process', 'ptrace', [], EPERM],
];

describe.each(['x64', 'arm64'] as const)('the filter for %s', (machine) => {
  test.each(ROWS)('%s: %s(%j)', (_, call, args, expected) => {
    expect(decide(machine, call, ...args)).toBe(expected);
  });

  test('refuses every call of the policy that has no condition, whatever its arguments', () => {
    const rules = policy(CHARGED).filter(({ when = [] }) => when.length === 0);
    for (const { calls, errno } of rules) {
      for (const call of calls.filter((name) => numberOf(name, machine) !== undefined)) {
        expect([call, decide(machine, call, -1, -1)]).toEqual([call, 0x00050000 | errno]);
      }
    }
  });

  test('only the lower half of an argument counts, as the kernel sees it', () => {
    const typing = { number: numberOf('ioctl', machine) ?? -1, arch: AUDIT_ARCH[machine] };
    const args = [0n, 0xdead_0000_5412n];
    expect(interpret(seccompFilter(machine, CHARGED), { ...typing, args })).toBe(EPERM);
  });

  test('allows every other call', () => {
    const named = new Set(
      policy(CHARGED).flatMap(({ calls }) => calls.map((call) => numberOf(call, machine))),
    );
    const others = fc.integer({ min: 0, max: 600 }).filter((number) => !named.has(number));
    const program = seccompFilter(machine, CHARGED);
    fc.assert(
      fc.property(
        others,
        fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { maxLength: 6 }),
        (number, args) => {
          expect(interpret(program, { number, arch: AUDIT_ARCH[machine], args })).toBe(ALLOWED);
        },
      ),
    );
  });

  test('kills what calls as another architecture does', () => {
    const program = seccompFilter(machine, CHARGED);
    const foreign = [0x40000003, 0x40000028, machine === 'x64' ? AUDIT_ARCH.arm64 : AUDIT_ARCH.x64];
    for (const arch of foreign) expect(interpret(program, { number: 1, arch })).toBe(KILLED);
  });

  test('refuses memory that no process maps only where nothing but mapped memory is seen', () => {
    const call = { number: numberOf('memfd_create', machine) ?? -1, arch: AUDIT_ARCH[machine] };
    const decision = (memoryCharged: boolean): number =>
      interpret(seccompFilter(machine, { memoryCharged }), call);
    expect([decision(true), decision(false)]).toEqual([ALLOWED, ENOSYS]);
  });
});

test('the second set of calls on x86_64 is not there', () => {
  const program = seccompFilter('x64', CHARGED);
  for (const number of [0x40000000, 0x40000029, 0xffffffff]) {
    expect(interpret(program, { number, arch: AUDIT_ARCH.x64 })).toBe(ENOSYS);
  }
});

test('there is no filter for a machine whose numbers are not known', () => {
  expect(['x64', 'arm64', 'riscv64', 'toString'].map(isFiltered)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
