import { APICallError } from '@ai-sdk/provider';
import { isObject } from '../domain/brand.ts';
import type { JsonObject } from '../domain/brand.ts';

/** What can be told about a failed call, without its request. */
export interface FailureFacts {
  /** HTTP status; a numeric code in the body wins over the status line. */
  readonly status?: number;
  /** `code` and `type` of the error in the body, lower case. */
  readonly codes: readonly string[];
  /** Error code of the connection, such as ECONNRESET; TIMEOUT and REDIRECT are ours. */
  readonly cause?: string;
  readonly retryAfterMs?: number;
  /** For people: what failed and what the provider said, at most a few hundred characters. */
  readonly message: string;
}

const RETRY_MAX_MS = 300_000;

const retryAfter = (headers: Readonly<Record<string, string>>): number | undefined => {
  const ms = Number(headers['retry-after-ms'] ?? Number.NaN);
  const given = headers['retry-after'];
  const seconds = Number(given ?? Number.NaN);
  const date = Date.parse(given ?? '') - Date.now();
  const wait = [ms, seconds * 1_000, date].find((value) => Number.isFinite(value));
  return wait === undefined ? undefined : Math.min(RETRY_MAX_MS, Math.max(0, Math.round(wait)));
};

const parseJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
};

/** The error object of a body: `{"error":{…}}`, `{"error":"…"}` or the object itself. */
const bodyError = (body: string | undefined): Readonly<Record<string, unknown>> => {
  const value = parseJson(body);
  if (!isObject(value)) return {};
  if (isObject(value['error'])) return value['error'];
  return typeof value['error'] === 'string' ? { message: value['error'] } : value;
};

const codeOf = ({ name, message, code }: JsonObject): string | undefined => {
  if (name === 'TimeoutError') return 'TIMEOUT';
  if (message === 'unexpected redirect') return 'REDIRECT';
  if (typeof code === 'string') return code;
  return message === 'terminated' ? 'ECONNRESET' : undefined;
};

/** The innermost code of an error of the connection and its causes; `undefined` for any other. */
export const connectionCode = (error: unknown): string | undefined => {
  let found: string | undefined;
  // By shape: errors of the platform may come from another realm, where instanceof fails.
  for (let at = error, depth = 0; isObject(at) && depth < 8; depth += 1) {
    found = codeOf(at) ?? found;
    at = at['cause'];
  }
  return found;
};

const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300);

/** Patterns of keys; the adapter has taken out the very key already. */
const KEYS = /\b(sk|pk|key)-[A-Za-z0-9_-]{6,}|Bearer\s+\S+/gi;

const say = (status: number | undefined, said: string, cause: string | undefined): string => {
  const what =
    status === undefined
      ? `The model could not be reached (${cause ?? 'no connection'})`
      : status < 300
        ? `The model's answer could not be used (${cause ?? `HTTP ${String(status)}`})`
        : `The model refused the call (HTTP ${String(status)})`;
  return `${what}: ${short(said).replace(KEYS, '[key]')}`;
};

const isCode = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** @param error what the model threw: an APICallError, or an error of the connection. */
export const factsOf = (error: unknown): FailureFacts => {
  const call = APICallError.isInstance(error) ? error : undefined;
  const cause = connectionCode(error);
  const body = bodyError(call?.responseBody);
  const inBody = Number(body['code']);
  const status = inBody >= 400 && inBody <= 599 ? inBody : call?.statusCode;
  const said = isCode(body['message'])
    ? body['message']
    : isObject(error)
      ? String(error['message'])
      : 'unknown error';
  const wait = retryAfter(call?.responseHeaders ?? {});
  return {
    ...(status === undefined ? {} : { status }),
    codes: [body['code'], body['type']].filter(isCode).map((item) => item.toLowerCase()),
    ...(cause === undefined ? {} : { cause }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    message: say(status, said, cause),
  };
};
