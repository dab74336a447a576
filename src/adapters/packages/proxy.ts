import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { chmod } from 'node:fs/promises';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { lookupFor } from './address.ts';
import { createAllowance } from './allowance.ts';
import type { Allowance, Bounds } from './allowance.ts';
import { originOf } from './origin.ts';
import { openTunnel } from './tunnel.ts';

/** A proxy that lets through what installing takes, and nothing else. */
export interface RegistryProxy {
  /** Path of its unix socket. */
  readonly socket: string;
  /** What it refused, for people; each once. */
  readonly refused: () => readonly string[];
  readonly close: () => void;
}

export interface ProxyOptions {
  readonly socket: string;
  /** Origins, as `originOf` gives them: exactly these are let through. */
  readonly origins: ReadonlySet<string>;
  readonly bounds: Bounds;
}

const HEADER_BYTES = 16 * 1024;
const TOLD = 20;
/** `host:port`, a name or an address; no user, no path. */
const AUTHORITY = /^([a-z0-9.-]+|\[[0-9a-f:.]+\]):(\d{1,5})$/i;

const refusal = (status: number, reason: string): string =>
  `HTTP/1.1 ${String(status)} ${reason}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;

/** Fields between two neighbours (RFC 9110, 7.6.1), and what could name us or somebody. */
const NOT_PASSED_ON = new Set([
  ...['connection', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade', 'host', 'authorization', 'cookie', 'expect'],
]);

type Headers = IncomingMessage['headers'];

const passedOn = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name)));

/** What is asked for has no body, whatever the client says. */
const askedWith = ({ headers }: IncomingMessage): Headers => {
  const { 'content-length': _length, ...rest } = passedOn(headers);
  return { ...rest, connection: 'close' };
};

/** Asks for a page of a registry that speaks plain HTTP. */
const fetchPlain = (url: URL, asked: IncomingMessage, answer: ServerResponse, idleMs: number) => {
  const sent = httpRequest(url, {
    method: asked.method ?? 'GET',
    headers: askedWith(asked),
    lookup: lookupFor(url.hostname),
    agent: false,
    timeout: idleMs,
  });
  sent.once('timeout', () => sent.destroy());
  sent.once('error', () => {
    if (!answer.headersSent) answer.writeHead(502);
    answer.end();
  });
  sent.once('response', (response) => {
    answer.writeHead(response.statusCode ?? 502, passedOn(response.headers));
    response.pipe(answer);
    response.once('error', () => answer.destroy());
  });
  answer.once('close', () => sent.destroy());
  sent.end();
};

const listen = async (server: Server, socket: string): Promise<void> => {
  server.listen(socket);
  await once(server, 'listening');
  // Inside, the one who connects is an id of its own; the folder around it is only ours.
  await chmod(socket, 0o666);
};

/** The page of a registry that is asked for; `undefined` when it is anything else. */
const pageOf = (
  { method, url: text = '' }: IncomingMessage,
  origins: ReadonlySet<string>,
): URL | undefined => {
  const url = URL.parse(text) ?? undefined;
  if (url?.protocol !== 'http:' || (method !== 'GET' && method !== 'HEAD')) return undefined;
  return origins.has(originOf(url) ?? '') ? url : undefined;
};

const handle = (server: Server, { origins, bounds }: ProxyOptions, allowance: Allowance) => {
  const refuse = (what: string): void => {
    allowance.tell(what.replace(/[^ -~]/g, '?').slice(0, 200));
  };
  server.on('connect', (asked: IncomingMessage, inner: Duplex, head: Buffer) => {
    inner.on('error', () => undefined);
    const [, host = '', port = ''] = AUTHORITY.exec(asked.url ?? '') ?? [];
    const origin = `https://${host.toLowerCase()}:${String(Number(port))}`;
    if (!origins.has(origin)) {
      refuse(asked.url ?? '');
      inner.end(refusal(403, 'Not a registry of this machine'));
    } else
      openTunnel({ host: host.toLowerCase(), port: Number(port), inner, head }, bounds, refuse);
  });
  server.on('request', (asked, answer) => {
    const url = pageOf(asked, origins);
    if (url === undefined) {
      refuse(`${asked.method ?? ''} ${asked.url ?? ''}`);
      answer.writeHead(403, { connection: 'close' });
      answer.end();
    } else fetchPlain(url, asked, answer, bounds.idleMs);
  });
  server.on('upgrade', (_asked, inner: Duplex) => inner.destroy());
};

/**
 * Listens on a unix socket. It tunnels TLS to a registry that is reached by it, checking whom the
 * client asks for, and passes requests for pages of a registry that speaks plain HTTP. Redirects
 * are left to the client, which has to ask here for the new place.
 */
export const startProxy = async (options: ProxyOptions): Promise<RegistryProxy> => {
  const { socket, bounds } = options;
  const server = createServer({ maxHeaderSize: HEADER_BYTES });
  server.maxConnections = bounds.atOnce;
  const allowance = createAllowance(bounds, TOLD);
  server.on('connection', allowance.count);
  handle(server, options, allowance);
  await listen(server, socket);
  return {
    socket,
    refused: allowance.told,
    close() {
      server.close();
      allowance.end();
    },
  };
};
