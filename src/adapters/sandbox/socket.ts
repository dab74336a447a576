import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { O_PATH } from './walk.ts';

/** A unix socket that generated code made. */
export interface Socket {
  /** Options of `http.request` that reach it. @throws when it does not appear before the signal. */
  target(signal: AbortSignal): Promise<{ readonly socketPath: string }>;
  close(): void;
}

const open = (path: string): number | undefined => {
  try {
    return openSync(path, O_PATH | constants.O_NOFOLLOW);
  } catch {
    return undefined;
  }
};

/**
 * The folder belongs to generated code, which could put a link to a socket of the host there. So
 * the socket is opened once without following links, checked, and reached by its descriptor.
 */
export const socketIn = (path: string): Socket => {
  let fd: number | undefined;
  let closed = false;
  const ready = async (signal: AbortSignal): Promise<number> => {
    while (fd === undefined) {
      fd = closed ? undefined : open(path);
      if (fd !== undefined) break;
      if (closed || signal.aborted) throw new Error('The way in did not open.');
      await delay(20);
    }
    if (!fstatSync(fd).isSocket()) throw new Error('The way in is no socket.');
    return fd;
  };
  return {
    target: async (signal) => ({ socketPath: `/proc/self/fd/${String(await ready(signal))}` }),
    close() {
      closed = true;
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
};
