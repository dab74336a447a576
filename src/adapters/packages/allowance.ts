import type { Socket } from 'node:net';

export interface Bounds {
  /** In both directions together. */
  readonly bytes: number;
  readonly connections: number;
  readonly atOnce: number;
  /** In ms, without a byte. */
  readonly idleMs: number;
}

/** Counts what goes through the proxy, and ends all of it beyond the bounds. */
export interface Allowance {
  /** Takes a connection from inside into account. */
  readonly count: (socket: Socket) => void;
  /** Notes what was refused. */
  readonly tell: (what: string) => void;
  readonly told: () => readonly string[];
  /** Ends every connection. */
  readonly end: () => void;
}

const LOOK_MS = 100;

export const createAllowance = (
  { bytes, connections, idleMs }: Pick<Bounds, 'bytes' | 'connections' | 'idleMs'>,
  mostTold: number,
): Allowance => {
  const open = new Set<Socket>();
  const told = new Set<string>();
  let counted = 0;
  let ended = 0;
  const used = (socket: Socket): number => socket.bytesRead + socket.bytesWritten;
  const end = (): void => {
    clearInterval(timer);
    open.forEach((socket) => socket.destroy());
  };
  const tell = (what: string): void => {
    if (told.size < mostTold) told.add(what);
  };
  const timer = setInterval(() => {
    const now = [...open].reduce((sum, socket) => sum + used(socket), ended);
    if (now <= bytes) return;
    tell(`more than ${String(bytes)} bytes`);
    ended = Infinity;
    open.forEach((socket) => socket.destroy());
  }, LOOK_MS);
  timer.unref();
  return {
    tell,
    told: () => [...told],
    end,
    count(socket) {
      counted += 1;
      if (counted > connections) tell(`more than ${String(connections)} connections`);
      if (counted > connections || ended > bytes) {
        socket.destroy();
        return;
      }
      open.add(socket);
      socket.setTimeout(idleMs, () => socket.destroy());
      socket.once('close', () => {
        open.delete(socket);
        ended += used(socket);
      });
    },
  };
};
