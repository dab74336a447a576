import type { SandboxLimits } from '../../../../src/domain/settings.ts';
import type { SandboxResult } from '../../../../src/ports/sandbox.ts';
import { LIMITS } from '../support.ts';

/** What of this machine an attempt may try to reach. */
export interface Host {
  /** A file that only we should read. */
  readonly secretFile: string;
  /** Stands in that file, in the environment of a process, and in a name beside every folder. */
  readonly secret: string;
  /** A process of ours that has the secret in its environment. */
  readonly pid: number;
  /** A server on our loopback, one at a path, and one without a path. */
  readonly port: number;
  readonly socket: string;
  readonly abstractSocket: string;
  /** Carried by every process of this attempt, so that those it leaves behind are found. */
  readonly mark: string;
}

/** Whether the same script succeeds without a sandbox; where that is not tried, why. */
export type Outside = 'succeeds' | 'succeeds for root' | `not tried: ${string}`;

/** One way out. Its script says `ESCAPED` when it got there, `contained` when it was refused. */
export interface Attempt {
  readonly name: string;
  readonly argv: (host: Host) => readonly [string, ...string[]];
  readonly outside: Outside;
  readonly limits?: Partial<SandboxLimits>;
  readonly files?: number;
  /** Whether it is tried with a way to a registry and with packages shown. */
  readonly installing?: true;
  /** What shows that it was contained, where that is not what it says itself. */
  readonly contained?: (result: SandboxResult) => boolean;
}

type More = Partial<Omit<Attempt, 'name' | 'argv'>>;

/** A shell script: its exit code says whether it got there. */
export const sh = (
  name: string,
  script: string | ((host: Host) => string),
  more: More = {},
): Attempt => ({
  name,
  argv: (host) => {
    const text = typeof script === 'string' ? script : script(host);
    return ['sh', '-c', `if (${text}\n) 2>&1; then echo ESCAPED; else echo contained; fi`];
  },
  outside: 'succeeds',
  ...more,
});

const PRELUDE = `
import ctypes, errno, os, platform, signal, socket, struct, sys, time
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
ARM = platform.machine() == 'aarch64'

def call(x64, arm64, *args):
    wide = [ctypes.c_long(arg) if isinstance(arg, int) else arg for arg in args]
    result = libc.syscall(ctypes.c_long(arm64 if ARM else x64), *wide)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result

def attempt():
`;

const CONCLUSION = `
try:
    attempt()
    print('ESCAPED', flush=True)
except (OSError, MemoryError, RuntimeError) as error:
    print('contained:', repr(error), flush=True)
`;

/** Takes off what all lines of a template begin with. */
const dedent = (text: string): string => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(margin)).join('\n');
};

/** The body of a Python function, which gets there when it does not throw. */
export const python = (
  name: string,
  body: string | ((host: Host) => string),
  more: More = {},
): Attempt => ({
  name,
  argv: (host) => {
    const text = dedent(typeof body === 'string' ? body : body(host)).replace(/^/gm, '    ');
    return ['python3', '-c', `${PRELUDE}${text}\n${CONCLUSION}`];
  },
  outside: 'succeeds',
  ...more,
});

/** Limits that are quickly reached, for attempts to go beyond them. */
export const SMALL: Partial<SandboxLimits> = { memoryBytes: 200e6, diskBytes: 20e6, processes: 40 };

/** Whether an attempt was contained, as far as its result tells. */
export const wasContained = ({ contained }: Attempt, result: SandboxResult): boolean =>
  !result.output.includes('ESCAPED') &&
  (contained === undefined ? result.output.includes('contained') : contained(result));

export const limitsOf = ({ limits }: Attempt): SandboxLimits => ({ ...LIMITS, ...limits });
