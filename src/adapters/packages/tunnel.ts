import { connect, isIP } from 'node:net';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { lookupFor, mayHave } from './address.ts';
import { MORE, serverName } from './server-name.ts';

/** A client inside that asked for a tunnel. */
export interface Client {
  readonly host: string;
  readonly port: number;
  readonly inner: Duplex;
  /** What it has sent already. */
  readonly head: Buffer;
}

/** The first record of a client is a few hundred bytes; with post-quantum keys about 2,000. */
const HELLO_BYTES = 16 * 1024;

const ESTABLISHED = 'HTTP/1.1 200 Connection established\r\n\r\n';
const UNREACHABLE = 'HTTP/1.1 502 Bad gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

const dial = (host: string, port: number): Socket =>
  connect({ host: host.replace(/^\[|\]$/g, ''), port, lookup: lookupFor(host) });

/** Waits for the client's first words, and goes on when it asks for the server that it may have. */
const join = ({ host, inner, head }: Client, outer: Socket, refuse: () => void): void => {
  let first = head;
  const listen = (chunk?: Buffer): void => {
    if (chunk !== undefined) first = Buffer.concat([first, chunk]);
    const name = serverName(first);
    if (name === MORE && first.length < HELLO_BYTES) return;
    inner.off('data', listen);
    // An address is no name: a client that goes to one sends none.
    if (name !== host && !(name === undefined && isIP(host.replace(/^\[|\]$/g, '')) !== 0)) {
      refuse();
      inner.destroy();
      return;
    }
    outer.write(first);
    inner.pipe(outer);
    outer.pipe(inner);
  };
  inner.on('data', listen);
  listen();
};

/** Connects to a server that may be reached, and joins the client to it. */
export const openTunnel = (
  client: Client,
  { idleMs }: { readonly idleMs: number },
  refuse: (what: string) => void,
): void => {
  const { host, port, inner } = client;
  const place = host.replace(/^\[|\]$/g, '');
  if (isIP(place) !== 0 && !mayHave(host, place)) {
    refuse(`${host}:${String(port)}`);
    inner.destroy();
    return;
  }
  const outer = dial(host, port);
  let connected = false;
  outer.setTimeout(idleMs, () => outer.destroy());
  inner.once('close', () => outer.destroy());
  outer.on('error', () => {
    if (!connected) inner.end(UNREACHABLE);
  });
  outer.once('connect', () => {
    connected = true;
    inner.write(ESTABLISHED);
    join(client, outer, () => {
      refuse(`${host}:${String(port)}, with another name in TLS`);
    });
  });
  outer.once('close', () => inner.end());
};
