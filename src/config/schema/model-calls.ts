import { z } from 'zod';
import { about, bytes, count, milliseconds, text } from './values.ts';

const modelCalls = z.strictObject({
  timeoutMs: milliseconds
    .default(900_000)
    .meta(about('Longest one model call may take as a whole, in ms')),
  stallMs: milliseconds
    .default(120_000)
    .meta(about('Longest a model may be silent in the middle of an answer, in ms')),
  answerBytes: bytes
    .default(32 * 1024 ** 2)
    .meta(about('Bytes of one answer on the wire; a longer one is given up')),
  breakerFailures: count
    .max(1000)
    .default(5)
    .meta(
      about('Failed calls in a row after which a worker stops asking a model (circuit breaker)'),
    ),
  breakerMs: milliseconds
    .default(20_000)
    .meta(about('How long it does not ask then, until one call is made as a probe, in ms')),
});

/** What a call of a model may take, and what it costs. */
export const modelUse = {
  modelCalls,
  modelPrices: z
    .union([text, z.record(text, z.unknown())], 'must be "free", or prices')
    .optional()
    .meta(
      about(
        'Prices of models that are not on the public list, or other than there, USD per million tokens: {"<model>":{"input":1,"output":2}}, also with cachedInput, cacheWrite5m, cacheWrite1h and tiers; or "free"; JSON in the environment',
      ),
    ),
};
