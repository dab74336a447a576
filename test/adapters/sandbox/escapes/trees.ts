import type { Oddity, SandboxResult } from '../../../../src/ports/sandbox.ts';
import { python } from './attempt.ts';
import type { Attempt } from './attempt.ts';

const FOR_ROOT = { outside: 'succeeds for root' } as const;

/** It can be made; what comes out says so, and nobody follows it. */
const told = (kind: Oddity['kind']) => ({
  contained: ({ oddities = [] }: SandboxResult) => oddities.some((each) => each.kind === kind),
  outside: 'not tried: anybody may make one' as const,
});

/** Makes something, and leaves it to the walk to find it. */
const makes = (work: string): string => `${work}\nraise OSError(0, 'made')`;

export const TREES: readonly Attempt[] = [
  python('a link to a file outside', makes("os.symlink('/etc/shadow', 'link')"), told('link_out')),
  python(
    'a link by way of a link',
    makes("os.makedirs('a/b')\nos.symlink('a/b', 'c')\nos.symlink('c/../../..', 'link')"),
    told('link_out'),
  ),
  python(
    'a second name of a file outside',
    "os.link('/etc/hostname' if os.path.exists('/etc/hostname') else '/usr/bin/env', 'name')",
    { outside: 'not tried: the working folder may be on another disk' },
  ),
  python(
    'a second name of a file inside',
    makes("open('a', 'w').close()\nos.link('a', 'b')"),
    told('hard_link'),
  ),
  python(
    'a device of the machine',
    'import stat\nos.mknod("disk", stat.S_IFBLK | 0o666, os.makedev(253, 0))',
    FOR_ROOT,
  ),
  python(
    'a device that exists everywhere',
    'import stat\nos.mknod("null", stat.S_IFCHR | 0o666, os.makedev(1, 3))',
    FOR_ROOT,
  ),
  python('a pipe', makes("os.mkfifo('pipe')"), told('pipe')),
  python('a socket', makes("socket.socket(socket.AF_UNIX).bind('socket')"), told('socket')),
  python(
    'a program with the rights of its owner',
    makes("open('su', 'w').close()\nos.chmod('su', 0o4755)"),
    told('setuid'),
  ),
  python(
    'a sparse file',
    makes("open('sparse', 'w').close()\nos.truncate('sparse', 40_000_000)"),
    told('sparse'),
  ),
  python('a name with a control character', makes("open('a\\nb', 'w').close()"), told('name')),
  python('a name that is no text', makes("open(b'a\\xff', 'w').close()"), told('name')),
  python('a name that turns round', makes("open('\\u202egpj.exe', 'w').close()"), told('name')),
  python('a name that is too long', makes("open('n' * 255, 'w').close()"), told('name')),
  python(
    'folders too deep',
    makes("for _ in range(100):\n    os.mkdir('d')\n    os.chdir('d')"),
    told('deep'),
  ),
  python(
    'folders too deep for a path',
    makes("for _ in range(300):\n    os.mkdir('d' * 100)\n    os.chdir('d' * 100)"),
    told('deep'),
  ),
];
