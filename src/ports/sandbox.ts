import type { SandboxKind, SandboxLimits } from '../domain/settings.ts';

/** A file or folder of the host that is seen inside, read-only. */
export interface Shown {
  readonly from: string;
  /** Below `/packages`, or a folder right in the working folder, `/project`. */
  readonly to: string;
}

export interface SandboxCommand {
  /** A folder of the host that becomes the writable working folder inside. */
  readonly dir: string;
  /** The program and its arguments; no shell is added. */
  readonly argv: readonly [string, ...string[]];
  /** All of the environment, besides PATH, HOME and TMPDIR, which the sandbox sets. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limits: SandboxLimits;
  /** Files and folders that may be made in the working folder; 100,000 when absent. */
  readonly files?: number;
  /** What of the host is seen inside beside the toolchain; nothing when absent. */
  readonly shows?: readonly Shown[];
  /**
   * A unix socket of the host on which a proxy of ours listens: inside it is an HTTP proxy on the
   * loopback, which the usual variables name. There is no other network, and none when absent.
   */
  readonly proxy?: string;
  /** Whether Python sees the packages of the machine, which are hidden else; for tools of ours. */
  readonly systemPackages?: true;
  readonly signal?: AbortSignal;
}

/**
 * How a limit is held. `kernel`: it can't be passed. `timer`: by a clock of ours. `sampled`: we look
 * every so often, so that a burst can go beyond it before all is stopped. `none`: not at all.
 */
export type Hold = 'kernel' | 'timer' | 'sampled' | 'none';

/** How each limit was held when a command ran. */
export type Holds = Readonly<Record<'memory' | 'processes' | 'time' | 'disk' | 'files', Hold>>;

/** What should not be in a folder that generated code has worked in. It is never followed. */
export interface Oddity {
  readonly kind:
    | 'link_out'
    | 'hard_link'
    | 'device'
    | 'pipe'
    | 'socket'
    | 'setuid'
    | 'sparse'
    | 'large'
    | 'name'
    | 'deep'
    | 'many'
    | 'unreadable';
  /** Below the working folder; what can't be printed is escaped. */
  readonly path: string;
}

export interface SandboxResult {
  /** `null` when it was killed by a signal or never started. */
  readonly exitCode: number | null;
  readonly signal?: string;
  /** Standard output and error in the order they came, cut at the limit. */
  readonly output: string;
  readonly timedOut: boolean;
  readonly ms: number;
  readonly holds?: Holds;
  /** The first few oddities that the working folder held at the end. */
  readonly oddities?: readonly Oddity[];
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
  /** Names of the processes that run in it now, seen from outside and without the sandbox's own. */
  running(): readonly string[];
  /** SIGTERM, then SIGKILL after `graceMs`. Everything it started is gone when this returns. */
  stop(graceMs: number): Promise<SandboxResult>;
}

/**
 * Said where code would have to run and may not; what lifts the block is told beside it.
 * @param reason what was found out about why there is none.
 */
export const noSandbox = (reason = ''): string =>
  `Code of this execution may run only in a sandbox, and this worker has none: ${
    reason === ''
      ? 'install bubblewrap (Debian and Ubuntu: apt-get install bubblewrap), and see that unprivileged user namespaces are allowed.'
      : reason
  }`;

/** Where generated code runs. Every call leaves no process behind, however it ends. */
export interface Sandbox {
  readonly kind: Exclude<SandboxKind, 'none'>;
  run(command: SandboxCommand): Promise<SandboxResult>;
  /** Starts a server that listens on `port` of the loopback inside; the port is passed as PORT. */
  serve(command: SandboxCommand & { readonly port: number }): Promise<SandboxService>;
}
