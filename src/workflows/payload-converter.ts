import { DefaultPayloadConverter } from '@temporalio/common';
import type { PayloadConverter } from '@temporalio/common';

const MARKER = '$undecodable';

/** Why a payload could not be decoded, if it could not. */
export const undecodable = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || !(MARKER in value)) return undefined;
  const reason = (value as Readonly<Record<string, unknown>>)[MARKER];
  return typeof reason === 'string' ? reason : undefined;
};

/**
 * JSON as usual, but a payload that can't be decoded becomes a marker: a converter that throws
 * fails the workflow task again and again, and anybody can send a signal.
 */
export const payloadConverter: PayloadConverter = ((): PayloadConverter => {
  const json = new DefaultPayloadConverter();
  return {
    toPayload: (value) => json.toPayload(value),
    fromPayload: (payload) => {
      try {
        return json.fromPayload(payload);
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'unknown encoding';
        // Guards refuse the marker; no caller may rely on the type of an argument unchecked.
        return { [MARKER]: reason.slice(0, 200) } as never;
      }
    },
  };
})();
