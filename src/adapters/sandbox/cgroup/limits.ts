import type { SandboxLimits } from '../../../domain/settings.ts';
import type { Controller } from './hierarchies.ts';

/** A file of a group and what is written to it. */
interface Setting {
  readonly file: string;
  readonly value: string;
  /** Whether the limit holds without it: swap may not be counted, or there may be none. */
  readonly optional?: true;
}

/** Processes of the sandbox itself: bubblewrap twice, setpriv, a shell, the way in and its threads. */
const OWN_PROCESSES = 24;

/** A quarter of what others get when all want the processor: whoever watches must keep its turn. */
const CPU_SHARES = '256';
const CPU_WEIGHT = '25';

type Settings = Readonly<Record<Controller, (limits: SandboxLimits) => readonly Setting[]>>;

const pidsMax = ({ processes }: SandboxLimits): readonly Setting[] => [
  { file: 'pids.max', value: String(processes + OWN_PROCESSES) },
];

export const V1_SETTINGS: Settings = {
  memory: ({ memoryBytes }) => [
    { file: 'memory.limit_in_bytes', value: String(memoryBytes) },
    { file: 'memory.memsw.limit_in_bytes', value: String(memoryBytes), optional: true },
    { file: 'memory.swappiness', value: '0', optional: true },
  ],
  pids: pidsMax,
  cpu: () => [{ file: 'cpu.shares', value: CPU_SHARES, optional: true }],
};

export const V2_SETTINGS: Settings = {
  memory: ({ memoryBytes }) => [
    { file: 'memory.max', value: String(memoryBytes) },
    { file: 'memory.swap.max', value: '0', optional: true },
    { file: 'memory.oom.group', value: '1', optional: true },
  ],
  pids: pidsMax,
  cpu: () => [{ file: 'cpu.weight', value: CPU_WEIGHT, optional: true }],
};
