import type { SandboxLimits } from '../../domain/settings.ts';

/** Joins us and the launch script in a sandbox; a shell can name one digit only. */
export const LIFELINE_FD = 3;

/**
 * What we start first: it becomes bubblewrap when told to. Bubblewrap itself would go on when we
 * are killed before it has its options, and wait for ever for one that is gone.
 */
export const whenTold = (line: readonly string[]): readonly string[] => [
  '-c',
  `read -r word <&${String(LIFELINE_FD)} && exec "$@"`,
  'wait',
  ...line,
];

/**
 * Sets the limits of single processes, then becomes the command. Both outputs of the command go
 * to one pipe, so that their order is kept; standard error is left to the sandbox itself, which
 * says there which limit can't be set. `ulimit -p` is dash, `-u` is bash.
 */
const LIMITS = `
cannot() { echo "The limit on $1 can not be set here." >&2; exit 125; }
echo 1000 2>/dev/null >/proc/self/oom_score_adj
ulimit -c 0 || cannot 'core files'
ulimit -f "$1" || cannot 'the size of a file'
ulimit -d "$2" || cannot 'the memory of a process'
ulimit -t "$3" || cannot 'processor time'
`;

const PROCESSES = `
{ ulimit -p "$4" || ulimit -u "$4"; } 2>/dev/null || cannot 'the number of processes'
`;

/**
 * Says that it is inside, and begins only when told to: whoever was to tell it may have been
 * killed before its end was bound to ours.
 */
const HANDSHAKE = `
echo ready >&${String(LIFELINE_FD)}
read -r word <&${String(LIFELINE_FD)} || exit 125
exec ${String(LIFELINE_FD)}>&-
`;

/** Each part takes its own four arguments. */
const SHIFT = `
shift 4
`;

/** Starts the forwarder (program, source, socket, port) beside the command, not as its child. */
const FORWARDER = `
(env -i PATH="$PATH" "$1" -e "$2" "$3" "$4" </dev/null >/dev/null 2>&1 &)
shift 4
`;

/** The same for the way out; waits until it closes its output, which says that it is open. */
const OUTLET = `
ready=$( (env -i PATH="$PATH" "$1" -e "$2" "$3" "$4" </dev/null 2>/dev/null &) )
shift 4
`;

const COMMAND = `
exec "$@" 2>&1
`;

const KILOBYTE = 1024;
/** Unit of `ulimit -f`, POSIX. */
const BLOCK = 512;
/** V8 reserves this much writable memory and more before it uses any. */
const DATA_ROOM = 1024 ** 3;

const values = (limits: SandboxLimits): readonly string[] =>
  [
    Math.floor(limits.diskBytes / BLOCK),
    Math.ceil((limits.memoryBytes + DATA_ROOM) / KILOBYTE),
    Math.ceil(limits.wallMs / 1000) + 1,
    limits.processes,
  ].map(String);

/** Program, source, socket and port of a process of ours that runs beside the command. */
export type Helper = readonly [string, string, string, string];

export interface LaunchOptions {
  /** Inside, the number of processes can be limited without counting the user's own. */
  readonly inside: boolean;
  readonly forwarder?: Helper;
  /** The same of the way out. */
  readonly outlet?: Helper;
}

/** The command line that starts a command under the limits of one process. */
export const launchLine = (
  argv: readonly string[],
  limits: SandboxLimits,
  { inside, forwarder, outlet }: LaunchOptions,
): readonly string[] => {
  const script = [
    LIMITS,
    ...(inside ? [PROCESSES, HANDSHAKE] : []),
    SHIFT,
    ...(forwarder === undefined ? [] : [FORWARDER]),
    ...(outlet === undefined ? [] : [OUTLET]),
    COMMAND,
  ].join('');
  const helpers = [...(forwarder ?? []), ...(outlet ?? [])];
  return ['sh', '-c', script, 'launch', ...values(limits), ...helpers, ...argv];
};
