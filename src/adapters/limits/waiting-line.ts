import type { Taken, TurnRequest } from '../../ports/provider-limits.ts';

/** How long a place is kept for whoever gave up, in ms. */
const KEPT_MS = 60_000;

/** When whoever gave up for want of a slot comes again, in ms on average. */
const LATER_MS = 3_000;

/** The longest that anybody is told to stay away for tokens or requests, in ms. */
const AWAY_MAX_MS = 15_000;

/** What such a one gets to come back, before others go first, in ms. */
const RETURN_MS = 3_000;

/** Times are those of `performance.now()`. */
export interface Waiter {
  readonly name: string;
  readonly tokens: number;
  /** Since when it waits, the times before it gave up included. */
  readonly since: number;
  readonly until: number;
  readonly settle: (taken: Taken) => void;
  readonly fail: (reason: unknown) => void;
}

interface Place {
  readonly since: number;
  readonly until: number;
}

/** Half to one and a half of it, so that those who come again don't all do so at once. */
const spread = (ms: number): number => Math.round(ms * (0.5 + Math.random()));

/** Those who wait in this process for turns of one provider; whoever came first is first. */
export class WaitingLine {
  readonly #line: Waiter[] = [];
  readonly #places = new Map<string, Place>();
  #away: (Place & { readonly name: string }) | undefined;

  get size(): number {
    return this.#line.length;
  }

  /** Until when someone who went away for a moment has its place; 0 when nobody did. */
  get awayUntil(): number {
    return this.#away?.until ?? 0;
  }

  /** @param aborted told when the signal has taken it out again */
  join({ name, tokens, patienceMs, signal }: TurnRequest, aborted: () => void): Promise<Taken> {
    return new Promise((resolve, reject) => {
      const now = performance.now();
      const stop = (): void => {
        this.remove(waiter);
        reject(signal.reason as Error);
        aborted();
      };
      const ending =
        <T>(end: (value: T) => void) =>
        (value: T): void => {
          signal.removeEventListener('abort', stop);
          end(value);
        };
      const waiter: Waiter = {
        name,
        tokens,
        since: this.#sinceOf(name, now),
        until: now + patienceMs,
        settle: ending(resolve),
        fail: ending(reject),
      };
      signal.addEventListener('abort', stop, { once: true });
      const at = this.#line.findIndex(({ since }) => since > waiter.since);
      this.#line.splice(at < 0 ? this.#line.length : at, 0, waiter);
    });
  }

  /** Who is next; nobody while someone who has gone away for a moment has that place. */
  next(now: number): Waiter | undefined {
    const [first] = this.#line;
    const away = this.#awayAt(now);
    return first !== undefined && away !== undefined && away.since < first.since
      ? undefined
      : first;
  }

  /** @returns whether it still waited. */
  remove(waiter: Waiter): boolean {
    const at = this.#line.indexOf(waiter);
    if (at >= 0) this.#line.splice(at, 1);
    return at >= 0;
  }

  /** How many count as waiting, and how long the first has, in ms. */
  standing(now: number): { readonly waiting: number; readonly waitedMs: number } {
    const away = this.#awayAt(now);
    const since = Math.min(this.#line[0]?.since ?? now, away?.since ?? now);
    return { waiting: this.size + (away === undefined ? 0 : 1), waitedMs: now - since };
  }

  /** Sends away those whose patience is over. */
  giveUp(now: number, why: 'calls' | 'rate'): void {
    for (const waiter of this.#line.filter(({ until }) => until <= now)) {
      this.remove(waiter);
      this.#keepPlace(waiter, now);
      waiter.settle({ kind: 'later', waitMs: spread(LATER_MS), why });
    }
  }

  /** Sends one away whose tokens or requests will have room only later; others wait for it. */
  sendAway(waiter: Waiter, waitMs: number, now: number): void {
    if (!this.remove(waiter)) return;
    const ms = Math.min(Math.ceil(waitMs), AWAY_MAX_MS);
    this.#keepPlace(waiter, now);
    this.#away = { name: waiter.name, since: waiter.since, until: now + ms + RETURN_MS };
    waiter.settle({ kind: 'later', waitMs: ms, why: 'rate' });
  }

  failAll(reason: unknown): void {
    for (const waiter of this.#line.splice(0)) waiter.fail(reason);
  }

  #awayAt(now: number): Place | undefined {
    if (this.#away !== undefined && this.#away.until <= now) this.#away = undefined;
    return this.#away;
  }

  #keepPlace({ name, since }: Waiter, now: number): void {
    for (const [other, { until }] of this.#places) if (until <= now) this.#places.delete(other);
    this.#places.set(name, { since, until: now + KEPT_MS });
  }

  #sinceOf(name: string, now: number): number {
    const place = this.#places.get(name);
    this.#places.delete(name);
    if (this.#away?.name === name) this.#away = undefined;
    return place === undefined || place.until <= now ? now : place.since;
  }
}
