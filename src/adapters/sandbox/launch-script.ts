import type { SandboxLimits } from '../../domain/settings.ts';

/**
 * Sets the limits of single processes, then becomes the command. Both outputs of the command go
 * to one pipe, so that their order is kept; standard error is left to the sandbox itself.
 * `ulimit -p` is dash, `-u` is bash.
 */
const LIMITS = `
echo 1000 2>/dev/null >/proc/self/oom_score_adj
ulimit -c 0 && ulimit -f "$1" && ulimit -d "$2" && ulimit -t "$3" || exit 125
`;

const PROCESSES = `
ulimit -p "$4" 2>/dev/null || ulimit -u "$4" || exit 125
`;

const COMMAND = `
shift 4
exec "$@" 2>&1
`;

/** Starts the forwarder (program, source, socket, port) beside the command, not as its child. */
const FORWARDER = `
shift 4
(env -i "$1" -e "$2" "$3" "$4" </dev/null >/dev/null 2>&1 &)
shift 4
exec "$@" 2>&1
`;

const KILOBYTE = 1024;
/** Unit of `ulimit -f`, POSIX. */
const BLOCK = 512;
/** V8 reserves this much writable memory and more before it uses any. */
const DATA_ROOM = 1024 ** 3;

const values = (limits: SandboxLimits): readonly string[] =>
  [
    Math.ceil(limits.diskBytes / BLOCK),
    Math.ceil((limits.memoryBytes + DATA_ROOM) / KILOBYTE),
    Math.ceil(limits.wallMs / 1000) + 1,
    limits.processes,
  ].map(String);

export interface LaunchOptions {
  /** Whether the number of processes can be limited here without counting the user's own. */
  readonly limitProcesses: boolean;
  /** Program, source, socket and port of the forwarder. */
  readonly forwarder?: readonly [string, string, string, string];
}

/** The command line that starts a command under the limits of one process. */
export const launchLine = (
  argv: readonly string[],
  limits: SandboxLimits,
  { limitProcesses, forwarder }: LaunchOptions,
): readonly string[] => {
  const script = [
    LIMITS,
    limitProcesses ? PROCESSES : '',
    forwarder === undefined ? COMMAND : FORWARDER,
  ].join('');
  return ['sh', '-c', script, 'launch', ...values(limits), ...(forwarder ?? []), ...argv];
};
