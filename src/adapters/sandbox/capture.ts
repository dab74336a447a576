/** Text that a process printed, held to a number of bytes. */
export interface Capture {
  readonly add: (chunk: Uint8Array) => void;
  readonly text: () => string;
}

const MARK = '\n[… output cut …]\n';

/**
 * Keeps the first quarter of the limit and, of the rest, what came last: a summary stands at the
 * end of a log, what went wrong first at its beginning.
 * @param limit in bytes.
 */
export const createCapture = (limit: number): Capture => {
  const headRoom = Math.floor(limit / 4);
  const tailRoom = limit - headRoom;
  const head: Uint8Array[] = [];
  let tail: Uint8Array[] = [];
  let headBytes = 0;
  let tailBytes = 0;
  let dropped = 0;
  const trim = (): void => {
    let first = tail[0];
    while (first !== undefined && tailBytes - first.length >= tailRoom) {
      tail.shift();
      tailBytes -= first.length;
      dropped += first.length;
      first = tail[0];
    }
  };
  return {
    add(chunk) {
      const fits = Math.min(chunk.length, headRoom - headBytes);
      if (fits > 0) head.push(chunk.slice(0, fits));
      headBytes += fits;
      if (fits === chunk.length) return;
      tail.push(chunk.slice(fits));
      tailBytes += chunk.length - fits;
      trim();
      // Many small chunks cost more than their bytes.
      if (tail.length > 1_000) tail = [Buffer.concat(tail)];
    },
    text() {
      const end = Buffer.concat(tail);
      const kept = end.subarray(Math.max(0, end.length - tailRoom));
      const whole = dropped === 0 && kept.length === end.length;
      const parts = whole ? [...head, kept] : [...head, Buffer.from(MARK), kept];
      return Buffer.concat(parts).toString('utf8');
    },
  };
};
