import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxService } from '../../ports/sandbox.ts';
import type { SenseContext } from '../sensor.ts';

/** Where services say how they are, in the order in which they are asked. */
export const HEALTH_PATHS = ['/health', '/healthz', '/'] as const;

/** Of a product's time limit, this part at most is spent on waiting for its first answer. */
const READY_PART = 0.25;
const READY_MS = 15_000;
const TRY_MS = 2_000;
const PAUSE_MS = 50;

/** Waits until the service answers anything at all. @returns whether it did. */
export const untilAnswers = async (
  service: SandboxService,
  { signal, limits }: Pick<SenseContext, 'signal' | 'limits'>,
): Promise<boolean> => {
  let ended = false;
  void service.exited.then(
    () => (ended = true),
    () => (ended = true),
  );
  const deadline = performance.now() + Math.min(READY_MS, READY_PART * limits.wallMs);
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    try {
      await service.request({ method: 'GET', path: HEALTH_PATHS[0], timeoutMs: TRY_MS });
      return true;
    } catch {
      // Not yet, or never: the deadline decides.
    }
    // A promise turns this over between two looks.
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
    if (ended) return false;
    await delay(PAUSE_MS);
  }
  return false;
};

/** The first path that answers with success; else what the paths answered. */
export const askHealth = async (
  service: SandboxService,
): Promise<{ readonly path?: string; readonly answers: string }> => {
  const answers: string[] = [];
  for (const path of HEALTH_PATHS) {
    const status = await service.request({ method: 'GET', path, timeoutMs: TRY_MS }).then(
      (response) => response.status,
      () => undefined,
    );
    if (status !== undefined && status >= 200 && status < 300) return { path, answers: '' };
    answers.push(`${path}: ${status === undefined ? 'no answer' : String(status)}`);
  }
  return { answers: answers.join(', ') };
};
