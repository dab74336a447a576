import { python, sh, SMALL } from './attempt.ts';
import type { Attempt } from './attempt.ts';

const FOR_ROOT = { outside: 'succeeds for root' } as const;

/** Its processes are looked for afterwards: none may be left. Without a sandbox some are. */
const LEAVES = { contained: ({ exitCode }: { exitCode: number | null }) => exitCode === 0 };
const OUTLIVES = {
  ...LEAVES,
  outside: 'not tried: it says nothing itself; see the test of what outlives',
} as const;

/** Time-outs that come too late show here. */
const ENDED = {
  limits: { wallMs: 1_000 },
  contained: ({ timedOut, ms }: { timedOut: boolean; ms: number }) => timedOut && ms < 6_000,
  outside: 'not tried: it does not end',
} as const;

export const PROCESSES: readonly Attempt[] = [
  sh('a signal to a process of ours', ({ pid }) => `kill -0 ${String(pid)}`),
  sh(
    'the list of our processes',
    ({ secret }) =>
      `ls /proc/[0-9]*/cwd >/dev/null 2>&1; grep -al ${secret} /proc/[0-9]*/environ | grep -q .`,
  ),
  sh('the end of the first process', 'kill -9 1; sleep .1; ! kill -0 1 2>/dev/null && false', {
    outside: 'not tried: it would end the machine',
  }),
  sh('the end of everything that can be reached', 'kill -9 -1; false', {
    contained: () => true,
    outside: 'not tried: it would end the machine',
  }),
  sh('a program with the rights of root', 'test "$(su root -c "id -u" </dev/null)" = 0', FOR_ROOT),
  python('the rights of root', 'os.setuid(0)', FOR_ROOT),
  python('a file of root', "open('file', 'w').close()\nos.chown('file', 0, 0)", FOR_ROOT),
  python(
    'a right by its call',
    "call(126, 91, struct.pack('=Ii', 0x20080522, 0), struct.pack('=6I', 1 << 21, 1 << 21, 0, 0, 0, 0))",
    FOR_ROOT,
  ),
  sh(
    'more processes than the limit',
    'ulimit -H -p 4000 2>/dev/null && ulimit -p 4000 && test "$(ulimit -p)" = 4000',
    { ...FOR_ROOT, outside: 'not tried: what a shell may raise depends on who started it' },
  ),
  sh(
    'a core file',
    'ulimit -c unlimited && { sh -c "kill -ABRT \\$\\$"; test "$(ulimit -c)" = unlimited; }',
    FOR_ROOT,
  ),
  python(
    '300 processes',
    `
    children = []
    try:
        for _ in range(300):
            child = os.fork()
            if child == 0:
                time.sleep(20)
                os._exit(0)
            children.append(child)
    finally:
        for child in children: os.kill(child, signal.SIGKILL)
  `,
    { limits: SMALL },
  ),
  python(
    '300 threads',
    `
    import threading
    stop = threading.Event()
    try:
        for _ in range(300): threading.Thread(target=stop.wait).start()
    finally:
        stop.set()
  `,
    { limits: SMALL },
  ),
  sh('leaving the session', 'setsid sleep 300 >/dev/null 2>&1 &\nfalse', OUTLIVES),
  sh('leaving the parent', '( (sleep 300 >/dev/null 2>&1 &) &); false', OUTLIVES),
  python(
    'leaving both, twice',
    `
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.setsid()
            os.closerange(0, 100)
            time.sleep(300)
        os._exit(0)
    raise OSError(0, 'left')
  `,
    OUTLIVES,
  ),
  sh('a deaf ear to SIGTERM', "trap '' TERM INT HUP; while :; do sleep .2; done", ENDED),
  sh('a stop of itself', 'kill -STOP $$; kill -STOP -1', ENDED),
  python(
    'a new process every instant',
    `
    end = time.time() + 20
    while time.time() < end:
        if os.fork() != 0: os._exit(0)
        time.sleep(.005)
  `,
    { ...ENDED, limits: {}, contained: ({ exitCode }) => exitCode === 0 },
  ),
];
