import type { Syscall } from './syscalls.ts';

/** About the lower half of one argument (all that are asked for here are 32 bits wide). */
export type Condition =
  | { readonly argument: number; readonly hasAnyOf: number }
  | { readonly argument: number; readonly is: number }
  | { readonly argument: number; readonly isNone: readonly number[] };

/** System calls that are refused when all conditions hold. */
export interface Rule {
  readonly calls: readonly Syscall[];
  readonly when?: readonly Condition[];
  readonly errno: number;
}

const EPERM = 1;
/** Says that the kernel is too old for it, which makes a C library take the older call. */
const ENOSYS = 38;

/** CLONE_NEW* of linux/sched.h: mount, cgroup, uts, ipc, user, pid and network namespaces. */
const CLONE_NEW = 0x7e020000;
/** CLONE_NEWTIME; for clone these bits are the signal at the end. */
const CLONE_NEWTIME = 0x80;

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
const AF_NETLINK = 16;
const NETLINK_ROUTE = 0;

/** Puts characters into a terminal as if they were typed there. */
const TIOCSTI = 0x5412;
/** The same by way of the selection of a Linux console. */
const TIOCLINUX = 0x541c;

const refuse = (calls: readonly Syscall[], when: readonly Condition[] = []): Rule => ({
  calls,
  when,
  errno: EPERM,
});

const NAMESPACES_AND_MOUNTS: readonly Rule[] = [
  refuse(['setns', 'chroot', 'pivot_root', 'mount', 'umount2', 'mount_setattr']),
  refuse(['open_tree', 'open_tree_attr', 'move_mount', 'fsopen', 'fsconfig', 'fsmount', 'fspick']),
  refuse(['unshare'], [{ argument: 0, hasAnyOf: CLONE_NEW | CLONE_NEWTIME }]),
  refuse(['clone'], [{ argument: 0, hasAnyOf: CLONE_NEW }]),
  // Its flags lie in memory, where a filter can't look.
  { calls: ['clone3'], errno: ENOSYS },
];

/** Large and young parts of the kernel, where most of the ways out of a sandbox were found. */
const KERNEL: readonly Rule[] = [
  { calls: ['io_uring_setup', 'io_uring_enter', 'io_uring_register'], errno: ENOSYS },
  refuse(['keyctl', 'add_key', 'request_key', 'bpf', 'perf_event_open', 'userfaultfd']),
  refuse(['open_by_handle_at', 'fanotify_init', 'lookup_dcookie', 'memfd_secret']),
  refuse(['migrate_pages', 'move_pages', 'modify_ldt', 'iopl', 'ioperm', 'uselib', 'syslog']),
];

/**
 * Nothing that is built or tested needs to look into another process, and the first process of
 * the namespace (bubblewrap's own) may have the same user: what is started here must not change it.
 */
const OTHER_PROCESSES: readonly Rule[] = [
  refuse(['ptrace', 'process_vm_readv', 'process_vm_writev', 'process_madvise']),
  refuse(['kcmp', 'pidfd_getfd']),
];

/** The kernel refuses these without rights as well; a second lock costs nothing. */
const MACHINE: readonly Rule[] = [
  refuse(['kexec_load', 'kexec_file_load', 'init_module', 'finit_module', 'delete_module']),
  refuse(['swapon', 'swapoff', 'reboot', 'acct', 'quotactl', 'quotactl_fd', 'vhangup']),
  refuse(['settimeofday', 'clock_settime', 'clock_adjtime', 'sethostname', 'setdomainname']),
];

/**
 * Routes are left of netlink: the C library lists a process's own addresses with it (Node's
 * `os.networkInterfaces`), and to change one takes rights that nobody has here.
 */
const SOCKETS: readonly Rule[] = [
  refuse(
    ['socket', 'socketpair'],
    [{ argument: 0, isNone: [AF_UNIX, AF_INET, AF_INET6, AF_NETLINK] }],
  ),
  refuse(
    ['socket'],
    [
      { argument: 0, is: AF_NETLINK },
      { argument: 2, isNone: [NETLINK_ROUTE] },
    ],
  ),
];

const TERMINALS: readonly Rule[] = [
  refuse(['ioctl'], [{ argument: 1, is: TIOCSTI }]),
  refuse(['ioctl'], [{ argument: 1, is: TIOCLINUX }]),
];

/** Memory that no process maps: only a cgroup counts it. */
const UNMAPPED_MEMORY: readonly Rule[] = [{ calls: ['memfd_create', 'shmget'], errno: ENOSYS }];

export interface PolicyOptions {
  /** Whether memory is charged by the kernel; where it is sampled, it must be mapped to be seen. */
  readonly memoryCharged: boolean;
}

/** What code in the sandbox may not ask of the kernel; everything else it may. */
export const policy = ({ memoryCharged }: PolicyOptions): readonly Rule[] => [
  ...NAMESPACES_AND_MOUNTS,
  ...KERNEL,
  ...OTHER_PROCESSES,
  ...MACHINE,
  ...SOCKETS,
  ...TERMINALS,
  ...(memoryCharged ? [] : UNMAPPED_MEMORY),
];
