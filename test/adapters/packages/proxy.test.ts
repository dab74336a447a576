import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { lookupFor, mayHave } from '../../../src/adapters/packages/address.ts';
import { originOf } from '../../../src/adapters/packages/origin.ts';
import { startProxy } from '../../../src/adapters/packages/proxy.ts';
import type { RegistryProxy } from '../../../src/adapters/packages/proxy.ts';
import { startRegistry } from './registry-server.ts';
import type { RegistryServer } from './registry-server.ts';

/** Makes a certificate that lasts for two days. */
const OPENSSL = 'openssl';

const BOUNDS = { bytes: 1e9, connections: 100, atOnce: 16, idleMs: 5_000 };

const dir = mkdtempSync(path.join(tmpdir(), 'proxy-test-'));
let registry: RegistryServer;
const proxies: RegistryProxy[] = [];

const start = async (
  origins: Iterable<string> = registry.registry.origins,
  bounds = BOUNDS,
): Promise<RegistryProxy> => {
  const socket = path.join(dir, `s${String(proxies.length)}`);
  const proxy = await startProxy({ socket, origins: new Set(origins), bounds });
  proxies.push(proxy);
  return proxy;
};

/** Also of one that was ended roughly. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });

/** What comes back for some bytes, until the other side ends it. */
const say = async ({ socket }: RegistryProxy, text: string): Promise<string> => {
  const client = connect(socket);
  client.on('error', () => undefined);
  const chunks: Buffer[] = [];
  client.on('data', (chunk: Buffer) => chunks.push(chunk));
  client.write(text);
  await closed(client);
  return Buffer.concat(chunks).toString('latin1');
};

const get = (url: string): string => `GET ${url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
const tunnel = (to: string): string => `CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\n\r\n`;

beforeAll(async () => {
  registry = await startRegistry([{ name: 'left', files: { 'index.js': '' } }]);
});
afterEach(() => {
  proxies.splice(0).forEach((proxy) => {
    proxy.close();
    rmSync(proxy.socket, { force: true });
  });
});
afterAll(() => {
  registry.close();
  rmSync(dir, { recursive: true });
});

describe('a way to registries', () => {
  test('a page of the registry comes through', async () => {
    const proxy = await start();
    expect(await say(proxy, get(`${registry.registry.index}left`))).toContain('"dist-tags"');
    expect(proxy.refused()).toEqual([]);
  });

  const elsewhere: readonly (readonly [string, (port: number) => string])[] = [
    ['another host', () => get('http://elsewhere.example/')],
    ['another port of the registry', (port) => get(`http://127.0.0.1:${String(port + 1)}/`)],
    ['another name of the registry', (port) => get(`http://localhost:${String(port)}/left`)],
    ['its name with a user', (port) => get(`http://127.0.0.1:${String(port)}@elsewhere.example/`)],
    ['an address of metadata', () => get('http://169.254.169.254/latest/meta-data/')],
    ['another protocol', (port) => get(`https://127.0.0.1:${String(port)}/left`)],
    ['a path alone', () => get('/left')],
    ['a file', () => get('file:///etc/passwd')],
    ['a post', (port) => get(`http://127.0.0.1:${String(port)}/left`).replace('GET', 'POST')],
    ['a tunnel to another host', () => tunnel('elsewhere.example:443')],
    ['a tunnel to an address', () => tunnel('192.0.2.1:443')],
    ['a tunnel to an address of metadata', () => tunnel('169.254.169.254:80')],
    ['a tunnel to an address in another notation', () => tunnel('0x7f000001:443')],
    ['a tunnel to the loopback of version 6', () => tunnel('[::1]:443')],
    ['a tunnel to a mail server', () => tunnel('elsewhere.example:25')],
    ['a tunnel with a user', () => tunnel('a@elsewhere.example:443')],
    [
      'a tunnel to a registry that speaks plain HTTP',
      (port) => tunnel(`127.0.0.1:${String(port)}`),
    ],
    ['what is no HTTP', () => 'SSH-2.0-x\r\n\r\n'],
  ];
  test.each(elsewhere)('%s is refused', async (_name, words) => {
    const proxy = await start();
    const before = registry.requests.length;
    expect(await say(proxy, words(registry.port))).toMatch(/^HTTP\/1\.1 (400|403) /);
    expect(registry.requests).toHaveLength(before);
  });

  test('what was refused can be told, without what would spoil a terminal', async () => {
    const proxy = await start();
    await say(proxy, tunnel('elsewhere.example:443'));
    expect(proxy.refused()).toEqual(['elsewhere.example:443']);
  });

  test('a redirect is handed on, not followed', async () => {
    const proxy = await start();
    const answer = await say(proxy, get(`${registry.registry.index}moved`));
    expect(answer).toMatch(/^HTTP\/1\.1 302 [^]*location: http:\/\/192\.0\.2\.1\//i);
  });

  test('keys that a client sends along do not go further', async () => {
    const { createServer } = await import('node:http');
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization, request.headers.cookie, request.headers.accept);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`;
    const proxy = await start([originOf(url) ?? '']);
    const fields = 'Authorization: Bearer x\r\nCookie: a=b\r\nAccept: text/x\r\n';
    await say(proxy, get(`${url}/`).replace('Host', `${fields}Host`));
    server.close();
    expect(seen).toEqual([undefined, undefined, 'text/x']);
  });

  test('all is ended beyond a number of bytes', async () => {
    const proxy = await start(undefined, { ...BOUNDS, bytes: 1e6 });
    await say(proxy, get(`${registry.registry.index}much`));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await say(proxy, get(`${registry.registry.index}left`))).toBe('');
    expect(proxy.refused()).toEqual(['more than 1000000 bytes']);
  });

  test('all is ended beyond a number of connections', async () => {
    const proxy = await start(undefined, { ...BOUNDS, connections: 2 });
    const asked = get(`${registry.registry.index}left`);
    const answers = [await say(proxy, asked), await say(proxy, asked), await say(proxy, asked)];
    expect(answers.map((answer) => answer !== '')).toEqual([true, true, false]);
  });
});

describe('a client that only takes up room', () => {
  test('is ended when nothing comes of it', async () => {
    const proxy = await start(undefined, { ...BOUNDS, idleMs: 200 });
    expect(await say(proxy, 'GET ')).toBe('');
  });

  test('finds no place beside as many as there may be', async () => {
    const proxy = await start(undefined, { ...BOUNDS, atOnce: 2 });
    const waiting = [connect(proxy.socket), connect(proxy.socket)];
    await Promise.all(waiting.map((each) => once(each, 'connect')));
    waiting.forEach((each) => each.on('error', () => undefined).write('GET '));
    const asked = get(`${registry.registry.index}left`);
    expect(await say(proxy, asked)).toBe('');
    waiting.forEach((each) => each.destroy());
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await say(proxy, asked)).toContain('"dist-tags"');
  });
});

describe('a tunnel', () => {
  const key = path.join(dir, 'key.pem');
  const cert = path.join(dir, 'cert.pem');
  let port = 0;
  let close = (): void => undefined;
  let heard = '';

  beforeAll(async () => {
    const subject = ['-subj', '/CN=localhost', '-days', '2', '-nodes'];
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    execFileSync(OPENSSL, ['req', '-x509', ...made, '-keyout', key, '-out', cert, ...subject], {
      stdio: 'ignore',
    });
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (each) => {
      each.on('error', () => undefined);
      each.once('data', (chunk: Buffer) => {
        heard += chunk.toString();
        each.end('pong');
      });
    });
    server.on('tlsClientError', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
    close = () => server.close();
  });
  afterAll(() => {
    close();
  });

  const open = async (proxy: RegistryProxy): Promise<Socket> => {
    const client = connect(proxy.socket);
    client.on('error', () => undefined);
    client.write(tunnel(`localhost:${String(port)}`));
    const [first] = (await once(client, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1\.1 200 /);
    return client;
  };

  const speak = async (client: Socket, servername: string): Promise<string> => {
    const secure = connectTls({ socket: client, servername, rejectUnauthorized: false });
    let answer = '';
    secure.on('error', () => undefined);
    secure.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    secure.once('secureConnect', () => secure.write('ping'));
    await closed(secure);
    return answer;
  };

  test('leads to the registry that is asked for', async () => {
    const proxy = await start([`https://localhost:${String(port)}`]);
    expect(await speak(await open(proxy), 'localhost')).toBe('pong');
    expect(heard).toBe('ping');
  });

  test('does not lead to another server at the same address', async () => {
    const proxy = await start([`https://localhost:${String(port)}`]);
    expect(await speak(await open(proxy), 'elsewhere.example')).toBe('');
    expect(proxy.refused()).toEqual([`localhost:${String(port)}, with another name in TLS`]);
  });

  test.each(['GET / HTTP/1.1\r\n\r\n', '\u0016\u0003\u0001\u0000\u0002ab'])(
    'carries nothing but TLS: %j',
    async (words) => {
      const proxy = await start([`https://localhost:${String(port)}`]);
      const client = await open(proxy);
      client.write(words, 'latin1');
      await closed(client);
      expect(proxy.refused()).toHaveLength(1);
    },
  );
});

test.each(['169.254.169.254', '[fd00:ec2::254]', '0.0.0.0'])(
  'a tunnel does not lead to %s, even where a configuration names it as a registry',
  async (host) => {
    const proxy = await start([`https://${host}:443`]);
    expect(await say(proxy, tunnel(`${host}:443`))).toBe('');
    expect(proxy.refused()).toEqual([`${host}:443`]);
  },
);

/** Where a name of a registry leads to when it is looked up as another. */
const lookedUp = (host: string, name: string, all: boolean): Promise<unknown> =>
  new Promise((resolve) => {
    lookupFor(host)(name, { all }, (error, address) => {
      resolve(error?.code ?? address);
    });
  });

test.each([true, false])(
  'a name does not lead to this machine (all addresses: %s)',
  async (all) => {
    expect(await lookedUp('files.example', 'localhost', all)).toBe('EACCES');
    const own = await lookedUp('localhost', 'localhost', all);
    expect(JSON.stringify(own)).toMatch(/127\.0\.0\.1|::1/);
  },
);

describe('addresses', () => {
  test.each([
    ['files.example', '93.184.216.34', true],
    ['files.example', '10.1.2.3', true],
    ['files.example', '127.0.0.1', false],
    ['files.example', '::1', false],
    ['files.example', '::ffff:127.0.0.1', false],
    ['localhost', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['files.example', '169.254.169.254', false],
    ['files.example', '::ffff:169.254.169.254', false],
    ['localhost', '169.254.169.254', false],
    ['files.example', 'fe80::1', false],
    ['files.example', 'fd00:ec2::254', false],
    ['files.example', '0.0.0.0', false],
    ['files.example', '224.0.0.1', false],
    ['files.example', 'none', false],
  ])('%s may have %s: %s', (host, address, allowed) => {
    expect(mayHave(host, address)).toBe(allowed);
  });
});
