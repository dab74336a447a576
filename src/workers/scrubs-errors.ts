import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Scrub } from '../domain/secrets.ts';

/** Causes are looked at as deep as Temporal writes them down in practice. */
const DEPTH = 8;

/** Takes keys out of an error, its stack and its causes, in place. */
export const scrubError = (error: unknown, scrub: Scrub): void => {
  for (let at = error, depth = 0; at instanceof Error && depth < DEPTH; depth += 1) {
    at.message = scrub(at.message);
    if (at.stack !== undefined) at.stack = scrub(at.stack);
    at = at.cause;
  }
};

/** What an activity fails with goes into the history: without keys, whoever put them there. */
export const scrubsErrors =
  (scrub: Scrub): ActivityInterceptorsFactory =>
  () => ({
    inbound: {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          scrubError(error, scrub);
          throw error;
        }
      },
    },
  });
