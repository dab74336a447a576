import { assemble } from './bpf.ts';
import type { Step } from './bpf.ts';
import { policy } from './policy.ts';
import type { Condition, PolicyOptions, Rule } from './policy.ts';
import { AUDIT_ARCH, numberOf } from './syscalls.ts';
import type { Machine } from './syscalls.ts';

/** Offsets in struct seccomp_data of linux/seccomp.h. */
const NUMBER = 0;
const ARCH = 4;
const argumentAt = (index: number): number => 16 + 8 * index;

/** SECCOMP_RET_* of linux/seccomp.h. */
const ALLOW = 0x7fff0000;
const ERRNO = 0x00050000;
const KILL_PROCESS = 0x80000000;

const ENOSYS = 38;
/** Set in the numbers of x32, a second set of calls on x86_64 with its own numbers. */
const X32_BIT = 0x40000000;

/** Goes on with the next step when it holds, to `otherwise` when not. */
const conditionSteps = (condition: Condition, otherwise: string): readonly Step[] => {
  const load: Step = { kind: 'load', offset: argumentAt(condition.argument) };
  if ('hasAnyOf' in condition) {
    return [load, { kind: 'jump', test: 'anyBit', value: condition.hasAnyOf, otherwise }];
  }
  if ('is' in condition) {
    return [load, { kind: 'jump', test: 'equal', value: condition.is, otherwise }];
  }
  return [
    load,
    ...condition.isNone.map((value): Step => ({
      kind: 'jump',
      test: 'equal',
      value,
      then: otherwise,
    })),
  ];
};

const ruleSteps = (machine: Machine, rule: Rule, index: number): readonly Step[] => {
  const named = `rule ${String(index)}`;
  const past = `past ${String(index)}`;
  const numbers = rule.calls
    .map((call) => numberOf(call, machine))
    .filter((number) => number !== undefined);
  if (numbers.length === 0) return [];
  const last = numbers.length - 1;
  return [
    { kind: 'load', offset: NUMBER },
    ...numbers.map((value, at): Step => ({
      kind: 'jump',
      test: 'equal',
      value,
      then: named,
      ...(at === last ? { otherwise: past } : {}),
    })),
    { kind: 'label', name: named },
    ...(rule.when ?? []).flatMap((condition) => conditionSteps(condition, past)),
    { kind: 'return', value: ERRNO | rule.errno },
    { kind: 'label', name: past },
  ];
};

const ownArchitecture = (machine: Machine): readonly Step[] => [
  { kind: 'load', offset: ARCH },
  { kind: 'jump', test: 'equal', value: AUDIT_ARCH[machine], then: 'own' },
  { kind: 'return', value: KILL_PROCESS },
  { kind: 'label', name: 'own' },
];

const withoutX32: readonly Step[] = [
  { kind: 'load', offset: NUMBER },
  { kind: 'jump', test: 'anyBit', value: X32_BIT, otherwise: 'native' },
  { kind: 'return', value: ERRNO | ENOSYS },
  { kind: 'label', name: 'native' },
];

/** Whether there is a filter for a machine of this name (`process.arch`). */
export const isFiltered = (machine: string): machine is Machine =>
  Object.hasOwn(AUDIT_ARCH, machine);

/** The filter's bytes, as bubblewrap's `--seccomp` and the kernel take them. */
export const seccompFilter = (machine: Machine, options: PolicyOptions): Buffer =>
  assemble([
    ...ownArchitecture(machine),
    ...(machine === 'x64' ? withoutX32 : []),
    ...policy(options).flatMap((rule, index) => ruleSteps(machine, rule, index)),
    { kind: 'return', value: ALLOW },
  ]);
