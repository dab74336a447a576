const RETRY_MAX_MS = 300_000;

/** Whoever says "at once" is not asked without any pause. */
const RETRY_MIN_MS = 250;

/**
 * How long a provider asks to wait, in ms, at least 250 and at most five minutes: `retry-after-ms`, or
 * `retry-after` in seconds or as a date. LiteLLM passes these on under names of its own.
 */
export const retryAfter = (headers: Readonly<Record<string, string>>): number | undefined => {
  const told = (name: string): string | undefined =>
    headers[name] ?? headers[`llm_provider-${name}`];
  const ms = Number(told('retry-after-ms') ?? Number.NaN);
  const given = told('retry-after');
  const seconds = Number(given ?? Number.NaN);
  const date = Date.parse(given ?? '') - Date.now();
  const wait = [ms, seconds * 1_000, date].find((value) => Number.isFinite(value));
  return wait === undefined
    ? undefined
    : Math.min(RETRY_MAX_MS, Math.max(RETRY_MIN_MS, Math.round(wait)));
};
