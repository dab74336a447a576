/**
 * Tokens of an answer. `input` is all of the input, what came from or went into a cache included;
 * `output` is all of the output with its reasoning. The names of Chat Completions do as well.
 * @typedef {object} GivenUsage
 * @property {number} [input]
 * @property {number} [output]
 * @property {number} [cachedInput] read from the cache
 * @property {number} [cacheWrite5m]
 * @property {number} [cacheWrite1h]
 * @property {number} [reasoning]
 * @property {number} [prompt_tokens]
 * @property {number} [completion_tokens]
 */

/** @param {GivenUsage | null | undefined} given @returns {GivenUsage | null} null: none is told */
export function usageOf(given) {
  if (given === null) return null;
  if (given === undefined) return { input: 100, output: 10 };
  const { prompt_tokens, completion_tokens, ...usage } = given;
  return { input: prompt_tokens, output: completion_tokens, ...usage };
}

const count = (value) => value ?? 0;

export function chatUsage({ input, output, cachedInput, reasoning }) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: count(input) + count(output),
    ...(cachedInput === undefined ? {} : { prompt_tokens_details: { cached_tokens: cachedInput } }),
    ...(reasoning === undefined
      ? {}
      : { completion_tokens_details: { reasoning_tokens: reasoning } }),
  };
}

export function responsesUsage({ input, output, cachedInput, reasoning }) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: count(cachedInput) },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: count(reasoning) },
    total_tokens: count(input) + count(output),
  };
}

/** Anthropic counts what a cache had, or was given, beside the input and not within. */
export function messagesUsage({
  input,
  output,
  cachedInput,
  cacheWrite5m,
  cacheWrite1h,
  reasoning,
}) {
  const written = count(cacheWrite5m) + count(cacheWrite1h);
  return {
    input_tokens: input === undefined ? undefined : input - count(cachedInput) - written,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: count(cachedInput),
    cache_creation: {
      ephemeral_5m_input_tokens: count(cacheWrite5m),
      ephemeral_1h_input_tokens: count(cacheWrite1h),
    },
    output_tokens: output,
    ...(reasoning === undefined ? {} : { output_tokens_details: { thinking_tokens: reasoning } }),
    service_tier: 'standard',
  };
}
