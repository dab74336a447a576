/** A process that the supervisor keeps running, described; nothing here runs it. */

/** What to start. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** What a readiness check may look at. */
export interface Started {
  readonly log: string;
  /** Size of the log when the process was started, in bytes. */
  readonly logFrom: number;
  /** Aborted when the process has died or was waited for long enough. */
  readonly signal: AbortSignal;
}

/** One supervised process. */
export interface Part {
  readonly name: string;
  /** Changes when a running process of this name is to be replaced. */
  readonly identity: string;
  /** Brings about what the process needs, and says how to start it. Called before every start. */
  readonly prepare: () => Promise<Launch>;
  /** Resolves when the process does its work. */
  readonly ready: (started: Started) => Promise<void>;
  /** How to ask it to end, and how long to wait before it is killed. */
  readonly stop: { readonly signal: NodeJS.Signals; readonly graceMs: number };
}
