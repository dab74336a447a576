import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** See `script.mjs`. */
export interface Answer {
  readonly text?: string;
  readonly reasoning?: string;
  readonly toolCalls?: readonly {
    readonly id?: string;
    readonly name: string;
    readonly arguments: unknown;
  }[];
  readonly finish?: string;
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null;
  readonly delayMs?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly hang?: boolean;
  readonly cutAfter?: number;
}

export type Script = { readonly apiKey?: string } & (
  | { readonly answers: readonly Answer[] }
  | { readonly module: string; readonly options?: Readonly<Record<string, unknown>> }
);

/** A request that came in. */
export interface LoggedRequest {
  readonly index: number;
  readonly digest: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly ended?: number;
  /** `closed`: the client hung up before the answer. */
  readonly outcome: 'pending' | 'answered' | 'refused' | 'cut' | 'closed';
  readonly body: {
    readonly model: string;
    readonly messages: readonly {
      readonly role: string;
      readonly content: unknown;
      readonly tool_calls?: readonly unknown[];
    }[];
    readonly tools?: readonly unknown[];
    readonly [field: string]: unknown;
  };
}

export interface Count {
  readonly received: number;
  /** Answered whole, with status 200. */
  readonly answered: number;
}

export interface ModelServer {
  /** Base URL for an OpenAI-compatible client. */
  readonly url: string;
  /** By digest of the request's body. */
  counts(): Promise<Readonly<Record<string, Count>>>;
  log(): Promise<readonly LoggedRequest[]>;
  /** Another script, from its beginning: log and counts start again. */
  play(script: Script): Promise<void>;
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('main.mjs', import.meta.url));

/** The path of a script in `scripts/`. */
export const scriptPath = (name: string): string =>
  fileURLToPath(new URL(`scripts/${name}.mjs`, import.meta.url));

/** Starts a model server as a process of its own; it also ends when this process does. */
export const startModelServer = async (script: Script): Promise<ModelServer> => {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write(`${JSON.stringify(script)}\n`);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { port } = JSON.parse(line) as { readonly port: number };
  const origin = `http://127.0.0.1:${String(port)}`;
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${origin}${path}`)).json()) as T;
  return {
    url: `${origin}/v1`,
    counts: () => get('/_/counts'),
    log: () => get('/_/log'),
    play: async (next) => {
      await fetch(`${origin}/_/script`, { method: 'POST', body: JSON.stringify(next) });
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
};
