/** What the circuit breaker of a model in one worker says. */
export interface ModelState {
  /** Host and pid. */
  readonly worker: string;
  /** `provider:model`. */
  readonly model: string;
  readonly state: 'closed' | 'open' | 'half_open';
  readonly since: Date;
  /** For people. */
  readonly reason: string;
}

export type ModelStateChange = Pick<ModelState, 'model' | 'state' | 'reason'>;

/** Shows a worker's circuit breakers to others. */
export interface ModelStates {
  /** Returns at once; one that can't be written is lost. */
  record(change: ModelStateChange): void;
  /** Takes back what this worker has shown. */
  close(): Promise<void>;
}

/** How far a limit is used by all workers together. */
export interface ProviderUse {
  /** See `ProviderLimit.key`. */
  readonly key: string;
  /** Calls that workers have slots for; one that ended counts for up to a second more. */
  readonly calls: number;
  readonly waiting: number;
  /** Begun in the last minute; 0 where there is no limit a minute. */
  readonly requests: number;
  readonly tokens: number;
}

/** What all workers show of providers and models now. */
export interface ModelStanding {
  readonly states: readonly ModelState[];
  readonly uses: readonly ProviderUse[];
}
