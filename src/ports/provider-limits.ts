import type { ProviderLimit } from '../domain/provider-limit.ts';

/** What is known of a call whose turn ends. */
export type CallEnd =
  /** It was not made at all. */
  | { readonly kind: 'unsent' }
  /** Input and output, as the provider told. */
  | { readonly kind: 'used'; readonly tokens: number }
  /** It may have used all that it asked for. */
  | { readonly kind: 'unknown' };

/** One call may be made. Whoever took it ends it, whatever comes; a second time changes nothing. */
export interface Turn {
  /** Returns at once; what is written is written behind it. */
  end(how: CallEnd): void;
}

export interface TurnRequest {
  /** Who asks: it keeps its place in the queue for a while when it comes again. */
  readonly name: string;
  /** The most that the call can use, input and output. */
  readonly tokens: number;
  /** How long to wait at most, in ms. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

export type Taken =
  | { readonly kind: 'turn'; readonly turn: Turn }
  /** Not within its patience: ask again after so many ms. */
  | { readonly kind: 'later'; readonly waitMs: number; readonly why: 'calls' | 'rate' };

/** The turns to call one server of models, within a limit that holds across all workers. */
export interface Turns {
  /**
   * Waits for a turn, first come, first served.
   * @throws the signal's reason at once when it aborts, DatabaseUnreachable
   */
  take(request: TurnRequest): Promise<Taken>;
}

/** All turns that this process has. */
export interface ProviderLimits {
  readonly turnsOf: (limit: ProviderLimit) => Turns;
  /** Gives back what is left. */
  close(): Promise<void>;
}

const FREE_TURN: Turn = { end: () => undefined };

/** For what nobody limits. */
export const UNLIMITED: Turns = {
  take: () => Promise.resolve({ kind: 'turn', turn: FREE_TURN }),
};
