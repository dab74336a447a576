import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxService, ServiceRequest, ServiceResponse } from '../../ports/sandbox.ts';

/** Of one service in all: more is not asked, and said so. */
const MOST_REQUESTS = 400;
const MOST_MS = 20_000;
const MOST_BYTES = 20e6;

/** What one answer may take, in ms; after as many late ones as this, nothing more is asked. */
const ANSWER_MS = 4_000;
const MOST_LATE = 2;

/** A service that has ended is known to within this, in ms. */
const END_MS = 1_000;

/** How a service failed to answer. */
export type Silence = 'no answer in time' | 'the connection broke off' | 'the service ended';

export type Said =
  | { readonly kind: 'answer'; readonly response: ServiceResponse }
  | { readonly kind: 'silent'; readonly how: Silence }
  | { readonly kind: 'spent'; readonly why: string };

export type Asked = Omit<ServiceRequest, 'timeoutMs'>;

/** A service that is asked a bounded number of questions. */
export interface Wire {
  ask(request: Asked): Promise<Said>;
  /** What has been asked so far. */
  readonly asked: () => number;
}

const hasEnded = async ({ exited }: SandboxService): Promise<boolean> => {
  const timer = new AbortController();
  const ended = exited.then(
    () => true,
    () => true,
  );
  const waited = delay(END_MS, false, { signal: timer.signal }).catch(() => false);
  const result = await Promise.race([ended, waited]);
  timer.abort();
  return result;
};

/**
 * Why a request got no answer. Whether the connection or the process ended first is chance: so it
 * waits for a moment whether the process ends.
 */
const silenceOf = async (service: SandboxService, late: boolean): Promise<Silence> => {
  if (late) return 'no answer in time';
  return (await hasEnded(service)) ? 'the service ended' : 'the connection broke off';
};

/** Asks a service, as long as it answers and within all bounds. */
export const createWire = (service: SandboxService, signal: AbortSignal): Wire => {
  const deadline = performance.now() + MOST_MS;
  let asked = 0;
  let bytes = 0;
  let late = 0;
  let ended = false;
  const spent = (): string | undefined => {
    if (ended) return 'the service had ended';
    if (late >= MOST_LATE) return 'it had not answered before';
    if (asked >= MOST_REQUESTS) return `after ${String(MOST_REQUESTS)} requests`;
    if (bytes >= MOST_BYTES) return `after ${String(MOST_BYTES / 1e6)} MB of answers`;
    return performance.now() > deadline ? `after ${String(MOST_MS / 1000)} s` : undefined;
  };
  return {
    asked: () => asked,
    async ask(request) {
      signal.throwIfAborted();
      const why = spent();
      if (why !== undefined) return { kind: 'spent', why };
      asked += 1;
      const started = performance.now();
      try {
        const response = await service.request({ ...request, timeoutMs: ANSWER_MS });
        bytes += Buffer.byteLength(response.body);
        return { kind: 'answer', response };
      } catch {
        signal.throwIfAborted();
        const how = await silenceOf(service, performance.now() - started >= ANSWER_MS - 50);
        if (how === 'no answer in time') late += 1;
        if (how === 'the service ended') ended = true;
        return { kind: 'silent', how };
      }
    },
  };
};
