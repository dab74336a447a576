/** The machines that the filter is written for, by Node's names. */
export type Machine = 'x64' | 'arm64';

/** AUDIT_ARCH_* of linux/audit.h: what a system call says it was made for. */
export const AUDIT_ARCH: Readonly<Record<Machine, number>> = {
  x64: 0xc000003e,
  arm64: 0xc00000b7,
};

/** Numbers on x86_64 (asm/unistd_64.h) and aarch64 (asm-generic/unistd.h); none: it has no such call. */
const NUMBERS = {
  ioctl: [16, 29],
  shmget: [29, 194],
  socket: [41, 198],
  socketpair: [53, 199],
  clone: [56, 220],
  ptrace: [101, 117],
  syslog: [103, 116],
  uselib: [134, undefined],
  vhangup: [153, 58],
  modify_ldt: [154, undefined],
  pivot_root: [155, 41],
  chroot: [161, 51],
  acct: [163, 89],
  settimeofday: [164, 170],
  mount: [165, 40],
  umount2: [166, 39],
  swapon: [167, 224],
  swapoff: [168, 225],
  reboot: [169, 142],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  iopl: [172, undefined],
  ioperm: [173, undefined],
  init_module: [175, 105],
  delete_module: [176, 106],
  quotactl: [179, 60],
  lookup_dcookie: [212, 18],
  clock_settime: [227, 112],
  kexec_load: [246, 104],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  migrate_pages: [256, 238],
  unshare: [272, 97],
  move_pages: [279, 239],
  perf_event_open: [298, 241],
  fanotify_init: [300, 262],
  open_by_handle_at: [304, 265],
  clock_adjtime: [305, 266],
  setns: [308, 268],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  kcmp: [312, 272],
  finit_module: [313, 273],
  memfd_create: [319, 279],
  kexec_file_load: [320, 294],
  bpf: [321, 280],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  clone3: [435, 435],
  pidfd_getfd: [438, 438],
  process_madvise: [440, 440],
  mount_setattr: [442, 442],
  quotactl_fd: [443, 443],
  memfd_secret: [447, 447],
  open_tree_attr: [467, 467],
} as const satisfies Record<string, readonly [number, number | undefined]>;

export type Syscall = keyof typeof NUMBERS;

/** @returns `undefined` where the machine has no such call. */
export const numberOf = (call: Syscall, machine: Machine): number | undefined =>
  NUMBERS[call][machine === 'x64' ? 0 : 1];
