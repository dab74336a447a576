/** What a client may be connected with; nothing is read from the environment. */
export interface ClientOptions {
  /** `host:port`; default `127.0.0.1:7233`. */
  readonly temporalAddress?: string;
  /** Default `default`. */
  readonly namespace?: string;
  /** Where the workers listen; default `sdlc`. */
  readonly taskQueue?: string;
  /** Key of a hosted Temporal; switches TLS on. */
  readonly temporalApiKey?: string;
  readonly temporalTls?: boolean;
  /** Postgres with the records; without it `list`, `gates`, `runs` and `journal` say so. */
  readonly databaseUrl?: string;
  /** Folder of the object store; without it artifacts and transcripts say so. */
  readonly objectsDir?: string;
  /** How long to wait for Temporal when connecting, in ms; default 5000. */
  readonly connectTimeoutMs?: number;
  /** How long a worker may take to answer a query, in ms; default 3000. */
  readonly queryTimeoutMs?: number;
  /** How long a worker may take to answer a message, in ms; default 15000. */
  readonly updateTimeoutMs?: number;
}

export const DEFAULT_ADDRESS = '127.0.0.1:7233';
export const DEFAULT_NAMESPACE = 'default';
export const DEFAULT_TASK_QUEUE = 'sdlc';
export const CONNECT_TIMEOUT_MS = 5_000;
export const QUERY_TIMEOUT_MS = 3_000;
export const UPDATE_TIMEOUT_MS = 15_000;
