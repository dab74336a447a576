import type { ProviderLimit } from '../../domain/provider-limit.ts';
import type { CallEnd, Taken, TurnRequest, Turns } from '../../ports/provider-limits.ts';
import type { Correction, LeaseStore, Synced } from './lease-store.ts';
import { WaitingLine } from './waiting-line.ts';
import type { Waiter } from './waiting-line.ts';

export interface PoolTimes {
  /** After which slots of a worker that is silent go to others, in ms. */
  readonly leaseMs: number;
  /** How long a slot is kept for the next call, in ms. */
  readonly idleMs: number;
}

export const POOL_TIMES: PoolTimes = { leaseMs: 10_000, idleMs: 1_000 };

/** Parts of a lease after which it is renewed. */
const RENEWALS = 5;

/** Between two looks while calls wait, in ms; for tokens or requests it may be the longer one. */
const LOOK_MS = 100;
const LOOK_MAX_MS = 1_000;

/** How long an ended call may go untold where nobody is known to wait for its slot, in ms. */
const TELL_MS = 250;

/** How long a worker counts as waiting after a look, in ms. */
const PRESENT_MS = 1_500;

const ignore = (): void => undefined;

/**
 * The turns of one provider in this process. Slots are leased from Postgres and used again for the
 * next call while nobody else wants them, so that a call costs a round trip only where the limit is
 * tight or one a minute is set. One loop tells Postgres how many slots are kept, one statement after
 * the other: whatever is lost is mended by the next.
 */
export class TurnPool implements Turns {
  readonly #limit: ProviderLimit;
  readonly #store: LeaseStore;
  readonly #times: PoolTimes;
  /** Each call is counted by Postgres. */
  readonly #metered: boolean;
  readonly #line = new WaitingLine();
  /** Slots of calls under way, slots kept for the next ones, and what Postgres was told. */
  #inUse = 0;
  #idle = 0;
  #told = 0;
  #toldOfWaiting = false;
  /** Calls wait in other workers. */
  #contended = false;
  #rateWaitMs = 0;
  /** Of `performance.now()`. */
  #leasedUntil = 0;
  #idleUntil = 0;
  /** What ended calls used, to be told by then at the latest. */
  #corrections: Correction[] = [];
  #tellBy = Infinity;
  #running = false;
  #again = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(limit: ProviderLimit, store: LeaseStore, times: PoolTimes = POOL_TIMES) {
    this.#limit = limit;
    this.#store = store;
    this.#times = times;
    this.#metered = limit.requestsPerMinute !== undefined || limit.tokensPerMinute !== undefined;
  }

  take = async (request: TurnRequest): Promise<Taken> => {
    request.signal.throwIfAborted();
    if (this.#line.size === 0 && this.#mayReuse(performance.now())) {
      this.#idle -= 1;
      return this.#begin(null, 0);
    }
    const taken = this.#line.join(request, this.#kick);
    this.#kick();
    return taken;
  };

  /** Gives back what is left; where that can't be told, the lease runs out. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#line.failAll(new Error(`The turns of ${this.#limit.key} have ended.`));
    await this.#store.leave().catch(ignore);
  }

  #begin(second: number | null, tokens: number): Taken {
    let ended = false;
    this.#inUse += 1;
    const end = (how: CallEnd): void => {
      if (ended) return;
      ended = true;
      this.#correct(second, how, tokens);
      this.#giveBack();
    };
    return { kind: 'turn', turn: { end } };
  }

  #giveBack(): void {
    const now = performance.now();
    this.#inUse -= 1;
    if (this.#contended || now >= this.#leasedUntil || (this.#metered && this.#line.size > 0)) {
      this.#kick();
      return;
    }
    if (this.#metered) {
      // The next call asks Postgres anyway, and tells of this one.
      this.#tellBy = Math.min(this.#tellBy, now + TELL_MS);
      this.#arrange();
      return;
    }
    this.#idle += 1;
    this.#idleUntil = now + this.#times.idleMs;
    this.#handOver(now);
    this.#arrange();
  }

  #correct(second: number | null, how: CallEnd, counted: number): void {
    if (second === null || how.kind === 'unknown') return;
    const [requests, used] = how.kind === 'used' ? [0, how.tokens] : [-1, 0];
    this.#corrections.push({ second, requests, tokens: used - counted });
  }

  #mayReuse(now: number): boolean {
    return this.#idle > 0 && !this.#contended && !this.#metered && now < this.#leasedUntil;
  }

  /** Kept slots go to who waits here, unless somebody waits elsewhere. */
  #handOver(now: number): void {
    for (
      let next = this.#line.next(now);
      next !== undefined && this.#mayReuse(now);
      next = this.#line.next(now)
    ) {
      this.#line.remove(next);
      this.#idle -= 1;
      next.settle(this.#begin(null, 0));
    }
  }

  readonly #kick = (): void => {
    this.#again = true;
    if (!this.#running && !this.#closed) void this.#run();
  };

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#again && !this.#closed) {
        this.#again = false;
        await this.#round();
      }
    } catch (error) {
      this.#line.failAll(error);
    }
    this.#running = false;
    this.#arrange();
  }

  async #round(): Promise<void> {
    const now = performance.now();
    const waitsForRate = this.#rateWaitMs > 0 || this.#line.awayUntil > now;
    this.#line.giveUp(now, waitsForRate ? 'rate' : 'calls');
    this.#handOver(now);
    const keeps = !this.#contended && now < this.#idleUntil && now < this.#leasedUntil;
    if (!keeps) this.#idle = 0;
    const head = this.#line.next(now);
    const { waiting, waitedMs } = this.#line.standing(now);
    const has = this.#inUse + this.#idle;
    const corrections = this.#corrections;
    const nothingToTell = corrections.length === 0 && !this.#toldOfWaiting;
    if (has + this.#told + waiting === 0 && nothingToTell) return;
    const wanted = this.#metered ? 1 : this.#line.size;
    this.#corrections = [];
    this.#tellBy = Infinity;
    const synced = await this.#store.sync({
      ...(corrections.length === 0 ? {} : { corrections }),
      has,
      want: head === undefined ? 0 : wanted,
      waiting,
      waitedMs,
      presentMs: Math.max(this.#line.size === 0 ? 0 : PRESENT_MS, this.#line.awayUntil - now),
      tokens: head?.tokens ?? 0,
    });
    this.#leasedUntil = now + this.#times.leaseMs;
    this.#told = has + synced.granted;
    this.#toldOfWaiting = waiting > synced.granted;
    this.#contended = synced.contended;
    this.#rateWaitMs = synced.wait_ms ?? 0;
    if (this.#metered) this.#admitMetered(synced, head);
    else this.#admit(synced.granted);
  }

  #admit(granted: number): void {
    const now = performance.now();
    for (let left = granted; left > 0; left -= 1) {
      const next = this.#line.next(now);
      if (next === undefined) {
        this.#idle += 1;
        this.#idleUntil = now + this.#times.idleMs;
      } else {
        this.#line.remove(next);
        next.settle(this.#begin(null, 0));
      }
    }
    this.#handOver(now);
  }

  #admitMetered({ granted, second, wait_ms: waitMs }: Synced, head: Waiter | undefined): void {
    if (head === undefined) return;
    const now = performance.now();
    if (granted > 0) {
      // Who is next waits for no timer; where nobody is left, the slot goes back.
      this.#again = true;
      if (this.#line.remove(head)) head.settle(this.#begin(second, head.tokens));
      else this.#correct(second, { kind: 'unsent' }, head.tokens);
    } else if (waitMs !== null && now + waitMs > head.until) {
      this.#again = true;
      this.#line.sendAway(head, waitMs, now);
    }
  }

  /** When to look next, in ms; never when there is nothing to look for. */
  #pauseMs(now: number): number {
    const { size, awayUntil } = this.#line;
    return Math.min(
      size > 0 ? Math.max(LOOK_MS, Math.min(LOOK_MAX_MS, this.#rateWaitMs)) : Infinity,
      awayUntil > 0 ? Math.max(LOOK_MS, awayUntil - now) : Infinity,
      this.#idle > 0 ? Math.max(1, this.#idleUntil - now) : Infinity,
      this.#told > 0 ? this.#times.leaseMs / RENEWALS : Infinity,
      Math.max(1, this.#tellBy - now),
    );
  }

  #arrange(): void {
    clearTimeout(this.#timer);
    if (this.#running || this.#closed) return;
    const ms = this.#pauseMs(performance.now());
    if (ms < Infinity) this.#timer = setTimeout(this.#kick, ms).unref();
  }
}
