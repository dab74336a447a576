import type { CallLimits } from './call-limits.ts';
import { WireError } from './wire-error.ts';

type Chunk = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']>>;

/** Bytes may have come that say nothing, such as pings: they count as a sign of life. */
const nextChunk = async (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  stallMs: number,
): Promise<Chunk> => {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const seconds = String(stallMs / 1_000);
      reject(new WireError('STALL', `nothing came for ${seconds} s in the middle of an answer`));
    }, stallMs);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } finally {
    clearTimeout(timer);
  }
};

/** The same bytes, but with an error once nothing comes for too long, or too much. */
export const watched = (
  body: ReadableStream<Uint8Array>,
  { stallMs, answerBytes }: Pick<CallLimits, 'stallMs' | 'answerBytes'>,
): ReadableStream<Uint8Array> => {
  const reader = body.getReader();
  let bytes = 0;
  const giveUp = async (error: unknown): Promise<never> => {
    // Closes the connection.
    await reader.cancel(error).catch(() => undefined);
    throw error;
  };
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await nextChunk(reader, stallMs).catch(giveUp);
      if (done) {
        controller.close();
        return;
      }
      bytes += value.length;
      if (bytes > answerBytes) {
        const problem = `the answer has more than ${String(answerBytes)} bytes`;
        await giveUp(new WireError('TOO_LONG', problem));
      }
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
};
