import { python, sh } from './attempt.ts';
import type { Attempt } from './attempt.ts';

const FOR_ROOT = { outside: 'succeeds for root' } as const;

/** Finds a way to an address, and sends nothing. */
const route = (address: string): string =>
  `socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('${address}', 53))`;

const open = (family: number, type: number, protocol: number): string =>
  `socket.socket(${String(family)}, ${String(type)}, ${String(protocol)}).close()`;

/** Says something to the proxy where there is one; without, goes to the server itself. */
const byProxy = (words: string, port: number): string => `
  proxied = 'http_proxy' in os.environ
  with socket.create_connection(('127.0.0.1', 3128 if proxied else ${String(port)}), 2) as link:
      if proxied:
          link.sendall(b'${words} HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n')
          if b' 200 ' not in link.recv(100): raise OSError('refused')
`;

const INSTALLING = { installing: true } as const;

const RAW = 3;
const NETLINK = 16;

export const NETWORK: readonly Attempt[] = [
  python(
    'a server on our loopback',
    ({ port }) => `socket.create_connection(('127.0.0.1', ${String(port)}), 2).close()`,
  ),
  python(
    'a server of ours at a path',
    ({ socket }) => `socket.socket(socket.AF_UNIX).connect('${socket}')`,
  ),
  python(
    'a server of ours without a path',
    ({ abstractSocket }) => `socket.socket(socket.AF_UNIX).connect('\\0${abstractSocket}')`,
  ),
  python(
    'a server on our loopback, by the way to a registry',
    ({ port }) => byProxy(`CONNECT 127.0.0.1:${String(port)}`, port),
    INSTALLING,
  ),
  python(
    'a page of a server on our loopback, by the way to a registry',
    ({ port }) => byProxy(`GET http://127.0.0.1:${String(port)}/`, port),
    INSTALLING,
  ),
  ...['CONNECT 169.254.169.254:80', 'GET http://169.254.169.254/latest/'].map((words) =>
    python(
      `the metadata of a cloud, by the way to a registry (${words.split(' ')[0] ?? ''})`,
      byProxy(words, 0),
      { ...INSTALLING, outside: 'not tried: not every machine has them' },
    ),
  ),
  python('another port of a registry', byProxy('CONNECT registry.example:22', 0), {
    ...INSTALLING,
    outside: 'not tried: there is no such registry',
  }),
  python('an address of the internet', route('1.1.1.1')),
  python('the metadata of a cloud', route('169.254.169.254')),
  python(
    'a name server',
    "address = [line.split()[1] for line in open('/etc/resolv.conf') if line.startswith('nameserver')][0]\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect((address, 53))",
  ),
  python('a name of the internet', "socket.getaddrinfo('example.org', 443)", {
    outside: 'not tried: it would send a packet',
  }),
  sh('the network cards of the machine', "grep -v '^ *lo:' /proc/net/dev | grep -q ':'"),
  python('a socket to the hypervisor (vsock)', open(40, 1, 0)),
  python('the firewall (netlink)', open(NETLINK, RAW, 12)),
  python('the audit of the kernel (netlink)', open(NETLINK, RAW, 9), {
    outside: 'not tried: not every kernel has it',
  }),
  python('the devices of the kernel (netlink)', open(NETLINK, RAW, 15)),
  python('the sockets of others (netlink)', open(NETLINK, RAW, 4)),
  python('a packet socket', open(17, RAW, 0), FOR_ROOT),
  python('a raw socket', open(2, RAW, 1), FOR_ROOT),
  python('the cryptography of the kernel', open(38, 5, 0), {
    outside: 'not tried: not every kernel has it',
  }),
  python('a bluetooth socket', open(31, RAW, 1), { outside: 'not tried: not every kernel has it' }),
  // RTM_NEWADDR: 127.0.0.9/32 for the first interface.
  python(
    'a change of our own addresses',
    `
    with socket.socket(${String(NETLINK)}, ${String(RAW)}, 0) as link:
        body = struct.pack('=BBBBI', 2, 32, 0, 0, 1) + struct.pack('=HH4s', 8, 2, bytes([127, 0, 0, 9]))
        link.send(struct.pack('=IHHII', 16 + len(body), 20, 0x405, 1, 0) + body)
        code = struct.unpack('=i', link.recv(4096)[16:20])[0]
        if code: raise OSError(-code, os.strerror(-code))
  `,
    { outside: 'not tried: it would change the addresses of the machine' },
  ),
];
