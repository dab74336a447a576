import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** See `usage.mjs`. */
export interface Usage {
  readonly input?: number;
  readonly output?: number;
  readonly cachedInput?: number;
  readonly cacheWrite5m?: number;
  readonly cacheWrite1h?: number;
  readonly reasoning?: number;
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
}

/** See `script.mjs`. */
export interface Answer {
  readonly text?: string;
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly toolCalls?: readonly {
    readonly id?: string;
    readonly name: string;
    readonly arguments: unknown;
  }[];
  readonly finish?: string;
  readonly usage?: Usage | null;
  readonly billed?: Usage | null;
  readonly fault?: string;
  readonly delayMs?: number;
  readonly dribbleMs?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly error?: string;
  readonly hang?: boolean;
  readonly reset?: 'before headers' | 'after headers';
  readonly cutAfter?: number;
  readonly cutAt?: number;
  readonly endAt?: number;
  readonly stallAt?: number;
  readonly errorAt?: { readonly at: number; readonly error: string };
}

/** USD per million tokens, see `bill.mjs`. */
export interface BillPrices {
  readonly input: number;
  readonly output: number;
  readonly cachedInput?: number;
  readonly cacheWrite5m?: number;
  readonly cacheWrite1h?: number;
}

export type Script = {
  readonly apiKey?: string;
  /** What the provider charges, for all models or by model. */
  readonly prices?: BillPrices | Readonly<Record<string, BillPrices>>;
} & (
  | { readonly answers: readonly Answer[] }
  | { readonly module: string; readonly options?: Readonly<Record<string, unknown>> }
);

/** `closed`: the client hung up before the answer was whole. */
export type Outcome = 'pending' | 'answered' | 'refused' | 'cut' | 'closed';

/** A message of a conversation, the same in every protocol. */
export interface LoggedMessage {
  readonly role: string;
  readonly content: string;
  readonly toolCalls?: readonly {
    readonly id: string;
    readonly name: string;
    readonly arguments: string;
  }[];
  readonly toolCallId?: string;
}

/** A request that came in. */
export interface LoggedRequest {
  readonly index: number;
  readonly digest: string;
  readonly protocol: 'chat' | 'responses' | 'messages';
  /** ms since the epoch. */
  readonly at: number;
  readonly ended?: number;
  readonly outcome: Outcome;
  readonly messages: readonly LoggedMessage[];
  /** As it came, here in the words of Chat Completions. */
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

/** A request of a log that is too long to be read as a whole. */
export interface RequestSummary extends Pick<
  LoggedRequest,
  'index' | 'digest' | 'at' | 'ended' | 'outcome'
> {
  /** What its first two messages say. */
  readonly opening: readonly string[];
  /** How many answers the conversation holds already. */
  readonly answers: number;
}

/** What the provider charges for a request. */
export interface BillEntry {
  readonly index: number;
  readonly digest: string;
  readonly protocol: string;
  readonly model: string;
  readonly outcome: Outcome;
  readonly usage: Usage;
  /** In nano-USD. */
  readonly cost: number;
}

export interface Count {
  readonly received: number;
  /** Answered whole, with status 200. */
  readonly answered: number;
}

export interface ModelServer {
  /** Base URL for a client of any of the protocols. */
  readonly url: string;
  /** By digest of the request's body. */
  counts(): Promise<Readonly<Record<string, Count>>>;
  log(): Promise<readonly LoggedRequest[]>;
  summaries(): Promise<readonly RequestSummary[]>;
  /** The provider's own, to be compared with the ledger's; `total` in nano-USD. */
  bill(): Promise<{ readonly entries: readonly BillEntry[]; readonly total: number }>;
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
    summaries: () => get('/_/summaries'),
    bill: () => get('/_/bill'),
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
