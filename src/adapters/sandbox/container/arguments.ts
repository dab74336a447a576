import type { SandboxCommand } from '../../../ports/sandbox.ts';
import { FORWARD, OUTLET } from '../ways.ts';

/** Programs that run containers and take the same options. */
export type Engine = 'docker' | 'podman';

/** Every container of ours is called so, with the name of the process that started it. */
export const CONTAINER_PREFIX = 'maestro-';

export interface Containment {
  readonly engine: Engine;
  /** An image with a shell, Node, npm and Python; it is never fetched. */
  readonly image: string;
  readonly name: string;
  /** Whose rights the code has: never root's. */
  readonly user: { readonly uid: number; readonly gid: number };
  readonly command: SandboxCommand;
  /** What is started, in place of the command's own line. */
  readonly line: readonly string[];
  /** Folder for the socket of the forwarder. */
  readonly forward?: string;
}

const TMP_MAX = 256 * 1024 ** 2;
const SHM_MAX = 64 * 1024 ** 2;
const TMP_FILES = 50_000;
/** Processes of the sandbox itself: the first one, a shell, the lifeline, the ways in and out. */
const OWN_PROCESSES = 32;
const PATH =
  '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/packages/python/bin:/packages/tools/bin';

const bind = (from: string, to: string, readOnly: boolean): readonly string[] => [
  '--mount',
  `type=bind,source=${from},target=${to}${readOnly ? ',readonly' : ''}`,
];

const limitsOf = ({ limits }: SandboxCommand): readonly string[] => {
  const { memoryBytes, processes, diskBytes } = limits;
  const tmp = Math.min(TMP_MAX, Math.floor(memoryBytes / 8));
  const shm = Math.min(SHM_MAX, Math.floor(memoryBytes / 8));
  return [
    // As much swap as memory together: none.
    ...['--memory', String(memoryBytes), '--memory-swap', String(memoryBytes)],
    ...['--pids-limit', String(processes + OWN_PROCESSES), '--cpu-shares', '256'],
    ...['--ulimit', 'core=0', '--ulimit', `fsize=${String(diskBytes)}`],
    ...['--shm-size', String(shm), '--tmpfs'],
    `/tmp:rw,nosuid,nodev,exec,mode=1777,size=${String(tmp)},nr_inodes=${String(TMP_FILES)}`,
  ];
};

const ISOLATION = [
  ...['--network', 'none', '--ipc', 'private', '--read-only', '--cap-drop', 'ALL'],
  ...['--security-opt', 'no-new-privileges', '--hostname', 'sandbox', '--log-driver', 'none'],
];

const variables = ({ env = {} }: SandboxCommand, more: Readonly<Record<string, string>>) =>
  Object.entries({ ...env, ...more, PATH, HOME: '/tmp', TMPDIR: '/tmp' }).flatMap(
    ([name, value]) => ['--env', `${name}=${value}`],
  );

/**
 * The command line of the engine for one command: all the limits that the kernel can hold, no
 * network, no right, a root that can't be written to, and nothing of the host but the working
 * folder and what is shown. Standard input stays open as the lifeline.
 * @param more variables beside the command's own.
 */
export const containerArguments = (
  { engine, image, name, user, command, line, forward }: Containment,
  more: Readonly<Record<string, string>> = {},
): readonly string[] => [
  ...['run', '--rm', '--interactive', '--init', '--pull', 'never', '--name', name],
  ...ISOLATION,
  ...['--user', `${String(user.uid)}:${String(user.gid)}`],
  // Without it, rootless podman gives an id of its own to what is ours outside.
  ...(engine === 'podman' && user.uid === process.getuid?.() ? ['--userns', 'keep-id'] : []),
  ...limitsOf(command),
  ...bind(command.dir, '/project', false),
  ...(command.shows ?? []).flatMap(({ from, to }) => bind(from, to, true)),
  ...(forward === undefined ? [] : bind(forward, FORWARD, false)),
  ...(command.proxy === undefined ? [] : bind(command.proxy, OUTLET, true)),
  ...['--workdir', '/project', ...variables(command, more)],
  ...['--entrypoint', line[0] ?? 'sh', image, ...line.slice(1)],
];
