import type { SandboxKind, SandboxLimits } from '../domain/settings.ts';

export interface SandboxCommand {
  /** A folder of the host that becomes the writable working folder inside. */
  readonly dir: string;
  /** The program and its arguments; no shell is added. */
  readonly argv: readonly [string, ...string[]];
  /** All of the environment, besides PATH, HOME and TMPDIR, which the sandbox sets. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limits: SandboxLimits;
  readonly signal?: AbortSignal;
}

export interface SandboxResult {
  /** `null` when it was killed by a signal or never started. */
  readonly exitCode: number | null;
  readonly signal?: string;
  /** Standard output and error in the order they came, cut at the limit. */
  readonly output: string;
  readonly cut: boolean;
  readonly timedOut: boolean;
  readonly ms: number;
}

export interface ServiceRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

export interface ServiceResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** At most 1 MB; more is cut. */
  readonly body: string;
}

/** A server of the product that runs in the sandbox; requests are made from outside. */
export interface SandboxService {
  /** @throws when nothing answers in time; says so. */
  request(request: ServiceRequest): Promise<ServiceResponse>;
  /** Set once the process has ended by itself. */
  readonly exited: Promise<SandboxResult>;
  output(): string;
  /** SIGTERM, then SIGKILL after `graceMs`. Everything it started is gone when this returns. */
  stop(graceMs: number): Promise<SandboxResult>;
}

/** Where generated code runs. Every call leaves no process behind, however it ends. */
export interface Sandbox {
  readonly kind: Exclude<SandboxKind, 'none'>;
  run(command: SandboxCommand): Promise<SandboxResult>;
  /** Starts a server that listens on `port` of the loopback inside; the port is passed as PORT. */
  serve(command: SandboxCommand & { readonly port: number }): Promise<SandboxService>;
}
