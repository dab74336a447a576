import { python, sh } from './attempt.ts';
import type { Attempt } from './attempt.ts';

const FOR_ROOT = { outside: 'succeeds for root' } as const;
const CHANGES = (what: string) => ({ outside: `not tried: it would change ${what}` }) as const;
const MOUNT_NS = String(0x20000);
const USER_NS = String(0x10000000);

/** A child that waits, whom an attempt may do something to. */
const withChild = (work: string): string => `
    secret = ctypes.create_string_buffer(b'secret')
    child = os.fork()
    if child == 0:
        time.sleep(20)
        os._exit(0)
    try:
        ${work.trim().replaceAll(/\n\s*/g, '\n        ')}
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
`;

export const KERNEL: readonly Attempt[] = [
  python('a keyring', 'call(250, 219, 0, -3, 1)'),
  python('a new key', "call(248, 217, b'user', b'name', b'x', 1, -2)"),
  python('io_uring', 'os.close(call(425, 425, 1, ctypes.create_string_buffer(128)))'),
  python(
    'a program in the kernel (bpf)',
    "os.close(call(321, 280, 0, struct.pack('=IIII', 2, 4, 4, 1) + bytes(112), 128))",
    FOR_ROOT,
  ),
  python(
    'counters of the processor (perf)',
    "os.close(call(298, 241, struct.pack('=II', 1, 112) + bytes(104), 0, -1, -1, 0))",
    FOR_ROOT,
  ),
  python('page faults (userfaultfd)', 'os.close(call(323, 282, 1))'),
  python('tracing a process', withChild('call(101, 117, 0x4206, child, 0, 0)')),
  python(
    'reading the memory of a process',
    withChild(`
        here = struct.pack('=QQ', ctypes.addressof(ctypes.create_string_buffer(8)), 7)
        there = struct.pack('=QQ', ctypes.addressof(secret), 7)
        call(310, 270, child, here, 1, there, 1, 0)`),
  ),
  python(
    'taking a file from a process',
    withChild('os.close(call(438, 438, os.pidfd_open(child), 0, 0))'),
  ),
  python('a user namespace', `call(272, 97, ${USER_NS})`),
  sh('a user namespace by a program', 'unshare --user --map-root-user true'),
  python('a mount namespace', `call(272, 97, ${MOUNT_NS})`, FOR_ROOT),
  python(
    'a namespace at the start of a process',
    `
    child = call(56, 220, ${USER_NS} | 17, 0, 0, 0, 0)
    if child == 0: os._exit(0)
    os.waitpid(child, 0)
  `,
  ),
  python(
    'a namespace at the start of a process (clone3)',
    `
    child = call(435, 435, struct.pack('=11Q', ${USER_NS}, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0), 64)
    if child == 0: os._exit(0)
    os.waitpid(child, 0)
  `,
  ),
  python(
    'the namespace of another',
    "call(308, 268, os.open('/proc/self/ns/net', os.O_RDONLY), 0)",
    FOR_ROOT,
  ),
  python(
    'a mount',
    `
    if libc.unshare(${MOUNT_NS}) != 0 and os.getuid() == 0: raise OSError(1, 'no namespace to try it in')
    call(165, 40, b'none', b'/', 0, 0x44000, 0)
    call(165, 40, b'none', os.getcwd().encode(), b'tmpfs', 0, 0)
  `,
    FOR_ROOT,
  ),
  python('a mount by the new calls', "os.close(call(430, 430, b'tmpfs', 0))", FOR_ROOT),
  python(
    'making /usr writable',
    "call(165, 40, b'none', b'/usr', 0, 0x1020, 0)",
    CHANGES('the mounts of the machine'),
  ),
  python(
    'taking /project off',
    "call(166, 39, b'/project', 2)",
    CHANGES('the mounts of the machine'),
  ),
  python('another root folder', "os.chroot('.')", FOR_ROOT),
  python(
    'a file by its handle',
    `
    handle = ctypes.create_string_buffer(struct.pack('=Ii', 128, 0) + bytes(128))
    call(303, 264, -100, b'.', handle, ctypes.create_string_buffer(4), 0)
    os.close(call(304, 265, os.open('.', os.O_RDONLY), handle, 0))
  `,
    FOR_ROOT,
  ),
  python(
    'typing into a terminal',
    "import fcntl\nfcntl.ioctl(os.openpty()[1], 0x5412, b'x')",
    FOR_ROOT,
  ),
  python('the log of the kernel by a call', 'call(103, 116, 10, 0, 0)', FOR_ROOT),
  python(
    'the name of the machine',
    'name = os.uname().nodename.encode()\ncall(170, 161, name, len(name))',
    FOR_ROOT,
  ),
  python(
    'the clock',
    "call(227, 112, 0, struct.pack('=qq', int(time.time()), 0))",
    CHANGES('the clock'),
  ),
  python('a module of the kernel', "call(175, 105, b'', 0, b'')", CHANGES('the kernel')),
  python('another kernel', 'call(246, 104, 0, 0, 0, 0)', CHANGES('the kernel')),
  python('swap', "call(167, 224, b'/project/swap', 0)", CHANGES('the memory of the machine')),
  python('a restart', 'call(169, 142, 0xfee1dead, 672274793, 0x01234567, 0)', {
    outside: 'not tried: it would end the machine',
  }),
  python(
    'calls of a 32-bit program',
    `
    import mmap
    code = mmap.mmap(-1, 4096, prot=7)
    code.write(bytes([0xb8, 20, 0, 0, 0, 0xcd, 0x80, 0xc3]))
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
  `,
    {
      contained: ({ signal }) => signal === 'SIGSYS',
      outside: process.arch === 'x64' ? 'succeeds' : 'not tried: this is no x86_64',
    },
  ),
];
