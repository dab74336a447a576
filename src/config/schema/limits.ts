import { z } from 'zod';
import { sandboxLimits } from './sandbox.ts';
import { about, bytes, count, milliseconds } from './values.ts';

/** What phases and persona runs may take. */
export const limits = z.strictObject({
  phaseTimeoutMs: milliseconds.default(7_200_000).meta(about('Longest a phase may run, in ms')),
  personaTimeoutMs: milliseconds
    .default(1_800_000)
    .meta(about('Longest a persona run may take, in ms')),
  stepsPerRun: count.max(1000).default(60).meta(about('Model calls in one persona run')),
  outputBytes: bytes.default(20 * 1024 ** 2).meta(about('Bytes a persona run may deliver')),
  outputFiles: count.default(2000).meta(about('Files a persona run may deliver')),
  outputTokens: count
    .max(128_000)
    .default(16_000)
    .meta(about('Output tokens that one model call may use')),
  compactAtTokens: count
    .min(1_000)
    .max(10_000_000)
    .optional()
    .meta(
      about(
        'Tokens from which the conversation of a persona run is compacted: its older part is summed up, in a call of its own; else three quarters of what the model can read, or 100,000 where that is unknown',
      ),
    ),
  sandbox: sandboxLimits,
});
