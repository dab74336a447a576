/** Choosing TCP ports on the loopback interface. */
import { connect, createServer } from 'node:net';

const HIGHEST = 65_535;

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 500 });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => {
      settle(true);
    });
    socket.once('timeout', () => {
      settle(false);
    });
    socket.once('error', () => {
      settle(false);
    });
  });
}

async function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** Whether somebody accepts connections on this loopback port. */
export const isListening = answers;

/**
 * Whether the port can be had. Both are asked: on some systems one may listen beside a server that
 * is bound to all interfaces.
 */
export async function isFree(port: number): Promise<boolean> {
  return !(await answers(port)) && (await canListen(port));
}

/**
 * The first of `preferred`, `preferred + step` … where every port in `offsets` from it is free.
 * @throws when none is up to 65535
 */
export async function freePort(
  preferred: number,
  step: number,
  offsets: readonly number[] = [0],
): Promise<number> {
  for (let port = preferred; port + Math.max(...offsets) <= HIGHEST; port += step) {
    const free = await Promise.all(offsets.map(async (offset) => isFree(port + offset)));
    if (free.every(Boolean)) return port;
  }
  throw new Error(`no free port from ${String(preferred)} on`);
}
