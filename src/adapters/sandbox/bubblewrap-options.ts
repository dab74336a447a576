import type { SandboxCommand } from '../../ports/sandbox.ts';
import { hidePythonPackages, INSIDE_PATH, toolchainMounts } from './toolchain.ts';
import type { Toolchain } from './toolchain.ts';
import { proxyVariables } from './outlet.ts';
import { UNPRIVILEGED_ID } from './unprivileged.ts';
import { FORWARD, OUTLET } from './ways.ts';

/** Where the working folder is seen inside. */
const PROJECT = '/project';

const TMP_MAX = 256 * 1024 ** 2;
const SHM_MAX = 64 * 1024 ** 2;

/** Where only mapped memory is counted, both are beside it: they share a quarter of it at most. */
const inMemory = (most: number, memoryBytes: number): string =>
  String(Math.min(most, Math.floor(memoryBytes / 8)));

/** Files that programs expect in /etc, without a word about the host. */
export const ETC_FILES = (id: number): Readonly<Record<string, string>> => ({
  '/etc/passwd': `root:x:0:0::/:/bin/sh\nproduct:x:${String(id)}:${String(id)}::/tmp:/bin/sh\n`,
  '/etc/group': `root:x:0:\nproduct:x:${String(id)}:\n`,
  '/etc/hosts': '127.0.0.1 localhost sandbox\n::1 localhost\n',
  '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
});

const environment = (env: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries({ ...env, PATH: INSIDE_PATH, HOME: '/tmp', TMPDIR: '/tmp' }).flatMap(
    ([name, value]) => ['--setenv', name, value],
  );

/** Root keeps just what it takes to become somebody else; see {@link innerLine}. */
const NAMESPACES = [
  ...['--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
  ...['--hostname', 'sandbox', '--die-with-parent', '--new-session'],
];
const AS_USER = ['--unshare-user', '--cap-drop', 'ALL'];
const AS_ROOT = [
  ...['--cap-drop', 'ALL'],
  ...['CAP_SETUID', 'CAP_SETGID', 'CAP_SETPCAP'].flatMap((name) => ['--cap-add', name]),
];

/**
 * A user namespace made by root would map the one id inside to root outside: files and limits
 * would be root's. So root makes the mounts, then becomes an id without any rights.
 */
const BECOME_NOBODY = [
  'setpriv',
  ...['--reuid', String(UNPRIVILEGED_ID), '--regid', String(UNPRIVILEGED_ID), '--clear-groups'],
  ...['--inh-caps=-all', '--bounding-set=-all', '--no-new-privs', '--'],
];

/**
 * Inside all else, a second bubblewrap makes a user namespace with room for no further one, and
 * sets the filter. The first process of the pid namespace stays outside of both: it has the same
 * id where we are not root, no filter, and could otherwise be changed through its memory in /proc.
 * @param bwrap where the program is seen inside.
 */
export const innerLine = (bwrap: string, root: boolean, seccompFd: number): readonly string[] => [
  ...(root ? BECOME_NOBODY : []),
  ...[bwrap, '--unshare-user', '--disable-userns', '--dev-bind', '/', '/', '--chdir', PROJECT],
  ...['--seccomp', String(seccompFd), '--'],
];

export interface View {
  readonly command: SandboxCommand;
  readonly toolchain: Toolchain;
  readonly root: boolean;
  /** Folder for the socket of the forwarder. */
  readonly forward?: string;
  /** File descriptors that hold the texts of {@link ETC_FILES}, by path inside. */
  readonly files: ReadonlyMap<string, number>;
}

/** The options of bubblewrap: what is seen inside, and what is not. */
export const bubblewrapOptions = ({
  command: { dir, env = {}, limits, shows = [], proxy, systemPackages },
  toolchain,
  root,
  forward,
  files,
}: View): readonly string[] => [
  ...NAMESPACES,
  ...(root ? AS_ROOT : AS_USER),
  ...toolchainMounts(toolchain),
  ...(systemPackages === true ? [] : hidePythonPackages()),
  ...[...files].flatMap(([name, fd]) => ['--perms', '0644', '--file', String(fd), name]),
  ...['--proc', '/proc', '--dev', '/dev'],
  ...['--size', inMemory(SHM_MAX, limits.memoryBytes), '--perms', '1777', '--tmpfs', '/dev/shm'],
  ...['--remount-ro', '/dev'],
  ...['--size', inMemory(TMP_MAX, limits.memoryBytes), '--perms', '1777', '--tmpfs', '/tmp'],
  ...['--bind', dir, PROJECT],
  ...shows.flatMap(({ from, to }) => ['--ro-bind', from, to]),
  ...['--perms', '0755', '--dir', '/run'],
  ...(forward === undefined ? [] : ['--bind', forward, FORWARD]),
  ...(proxy === undefined ? [] : ['--ro-bind', proxy, OUTLET]),
  ...['--remount-ro', '/'],
  ...environment({ ...env, ...proxyVariables(proxy) }),
];
