import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import type { IBackoff } from 'cockatiel';
import type { Breaker, Shown } from '../../ports/breaker.ts';
import type { ModelState, ModelStateChange } from '../../ports/model-states.ts';

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** How long it stays open until a probe, in ms. */
  readonly openMs: number;
  /** Told of each change. */
  readonly onChange?: (change: ModelStateChange) => void;
}

export const BREAKER_DEFAULTS: BreakerOptions = { failures: 5, openMs: 20_000 };

/** While a probe is under way, whoever else comes is told to look again after this, in ms. */
const PROBE_MS = 2_000;

/** Carries a result past the library, which would learn from it. */
class NothingLearned extends Error {
  override readonly name = 'NothingLearned';
  readonly value: unknown;
  constructor(value: unknown) {
    super('The call says nothing of the provider.');
    this.value = value;
  }
}

const isDown = (result: unknown): boolean => (result as Shown<unknown>).standing === 'down';

const describe = (
  state: CircuitState,
  { failures, openMs }: BreakerOptions,
  isDue: boolean,
): { readonly state: ModelState['state']; readonly reason: string } => {
  switch (state) {
    case CircuitState.Open:
      return {
        state: 'open',
        reason: isDue
          ? 'the probe came to nothing; the next call is one'
          : `${String(failures)} failures in a row, or a probe that failed; not asked for ${String(openMs)} ms`,
      };
    case CircuitState.HalfOpen:
      return { state: 'half_open', reason: 'one call is made as a probe' };
    default:
      return { state: 'closed', reason: 'it is asked again' };
  }
};

/** @param spec of the model, for whoever is told of changes. */
export const createBreaker = (spec: string, options: BreakerOptions): Breaker => {
  const probing = (): boolean => policy.state === CircuitState.HalfOpen;
  let openUntil = 0;
  // A probe that shows nothing, being cancelled or waiting for its turn say, leaves it open, but
  // the next call is a probe again: what it throws is no failure of the provider.
  const openAgain = ({ result }: { readonly result: object }): IBackoff<object> => {
    const duration = 'error' in result ? 0 : options.openMs;
    openUntil = Date.now() + duration;
    return { duration, next: openAgain };
  };
  const policy = circuitBreaker(handleWhen(probing).orWhenResult(isDown), {
    breaker: new ConsecutiveBreaker(options.failures),
    halfOpenAfter: { next: openAgain },
  });
  policy.onStateChange((state) => {
    options.onChange?.({
      model: spec,
      ...describe(state, options, openUntil <= Date.now()),
    });
  });
  const waitMs = (): number => {
    if (probing()) return Math.min(PROBE_MS, options.openMs);
    return policy.state === CircuitState.Open ? Math.max(0, openUntil - Date.now()) : 0;
  };
  const through = async <T>(call: () => Promise<Shown<T>>): Promise<T> => {
    try {
      const shown = await policy.execute(async () => {
        const result = await call();
        if (result.standing === 'unknown') throw new NothingLearned(result.value);
        return result;
      });
      return shown.value;
    } catch (error) {
      if (error instanceof NothingLearned) return error.value as T;
      throw error;
    }
  };
  // The library changes to half open before it waits for anything: there is one probe at a time.
  return { waitMs, run: (call) => (waitMs() > 0 ? undefined : through(call)) };
};

/** For what can't be down. */
export const ALWAYS_CLOSED: Breaker = {
  waitMs: () => 0,
  run: async (call) => (await call()).value,
};

/** Specs that are kept; the one that was made first is forgotten beyond it. */
const BREAKERS_MAX = 200;

/** One breaker for each model, made when it is first asked for. */
export const createBreakers = (options: BreakerOptions): ((spec: string) => Breaker) => {
  const breakers = new Map<string, Breaker>();
  return (spec) => {
    const known = breakers.get(spec);
    if (known !== undefined) return known;
    const breaker = createBreaker(spec, options);
    breakers.set(spec, breaker);
    const [oldest] = breakers.keys();
    if (breakers.size > BREAKERS_MAX && oldest !== undefined) breakers.delete(oldest);
    return breaker;
  };
};
