import type { SandboxResult } from '../../../../src/ports/sandbox.ts';
import { python, SMALL } from './attempt.ts';
import type { Attempt } from './attempt.ts';

const stopped =
  (why: string) =>
  ({ output }: SandboxResult): boolean =>
    output.includes(`[stopped: more than ${why}`) || output.includes('contained');

const MEMORY = { limits: SMALL, contained: stopped('200 MB of memory') };
const DISK = { limits: { ...SMALL, memoryBytes: 400e6 }, contained: stopped('20 MB of files') };
const INODES = { ...DISK, files: 500, contained: stopped('500 files') };

/** Long enough for a look at the folder, even when the machine is busy. */
const REST = "time.sleep(float(os.environ.get('REST', 4)))";

export const MEMORY_AND_DISK: readonly Attempt[] = [
  python('300 MB of memory', "bytearray(b'x' * 300_000_000)", MEMORY),
  python(
    '300 MB in six processes',
    `
    for _ in range(6):
        if os.fork() == 0:
            block = bytearray(b'x' * 50_000_000)
            time.sleep(4)
            os._exit(0)
    codes = [os.wait()[1] for _ in range(6)]
    if any(codes): raise MemoryError('a process was ended')
  `,
    MEMORY,
  ),
  python(
    '300 MB of files in memory',
    `
    for folder in ('/tmp', '/dev/shm'):
        name = folder + '/escape-' + str(time.time_ns())
        with open(name, 'wb', buffering=0) as file:
            try:
                for _ in range(150):
                    if file.write(bytes(1_000_000)) < 1_000_000: raise OSError('full')
            finally:
                os.unlink(name)
  `,
    MEMORY,
  ),
  python(
    '300 MB of memory without a name',
    `
    fd = os.memfd_create('escape')
    for _ in range(300): os.write(fd, bytes(1_000_000))
  `,
    MEMORY,
  ),
  python(
    '300 MB of memory that outlives its process',
    `
    libc.shmat.restype = ctypes.c_void_p
    segment = call(29, 194, 0, 300_000_000, 0o1600)
    address = libc.shmat(segment, None, 0)
    libc.shmctl(segment, 0, None)
    ctypes.memset(address, 1, 300_000_000)
  `,
    MEMORY,
  ),
  python(
    'one file of 90 MB',
    "with open('big', 'wb') as file:\n    for _ in range(90): file.write(bytes(1_000_000))",
    DISK,
  ),
  python(
    'a sparse file of 1 TB',
    "open('sparse', 'wb').close()\nos.truncate('sparse', 2 ** 40)",
    DISK,
  ),
];

export const SLOW: readonly Attempt[] = [
  python(
    '60 MB in files below the limit',
    `
    for index in range(15):
        with open(str(index), 'wb') as file: file.write(bytes(4_000_000))
    ${REST}
  `,
    DISK,
  ),
  python(
    '60 MB in files without a name',
    `
    files = [open(str(index), 'wb') for index in range(15)]
    for index, file in enumerate(files):
        os.unlink(str(index))
        file.write(bytes(4_000_000))
        file.flush()
    ${REST}
  `,
    DISK,
  ),
  python(
    '60 MB that are not really there',
    `
    for index in range(4):
        open(str(index), 'wb').close()
        os.truncate(str(index), 15_000_000)
    ${REST}
  `,
    DISK,
  ),
  python(
    '60 MB behind a locked door',
    `
    os.mkdir('locked')
    os.chmod('locked', 0o300)
    for index in range(15):
        with open('locked/' + str(index), 'wb') as file: file.write(bytes(4_000_000))
    ${REST}
  `,
    DISK,
  ),
  python(
    '3,000 files',
    `
    for index in range(3_000): open(str(index), 'wb').close()
    ${REST}
  `,
    INODES,
  ),
  python(
    '3,000 files in memory',
    `
    os.mkdir('/tmp/escape')
    for index in range(3_000): open('/tmp/escape/' + str(index), 'wb').close()
    ${REST}
    for index in range(3_000): os.unlink('/tmp/escape/' + str(index))
    os.rmdir('/tmp/escape')
  `,
    INODES,
  ),
  python(
    '3,000 folders, each in the last',
    `
    for index in range(3_000):
        os.mkdir('d')
        os.chdir('d')
    ${REST}
  `,
    {
      ...INODES,
      contained: ({ oddities = [], ...result }) =>
        stopped('500 files')(result) || oddities.some(({ kind }) => kind === 'deep'),
    },
  ),
];
