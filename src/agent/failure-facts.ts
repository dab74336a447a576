import {
  APICallError,
  InvalidResponseDataError,
  JSONParseError,
  TypeValidationError,
} from '@ai-sdk/provider';
import { isObject } from '../domain/brand.ts';
import type { JsonObject } from '../domain/brand.ts';
import { StreamFailure } from './answer-failure.ts';
import { retryAfter } from './retry-after.ts';

/** What can be told about a failed call, without its request. */
export interface FailureFacts {
  /** HTTP status; a numeric code in the body wins over the status line. */
  readonly status?: number;
  /** `code` and `type` of the error in the body, lower case. */
  readonly codes: readonly string[];
  /** Error code of the connection, such as ECONNRESET, or ours, such as TIMEOUT or NO_USAGE. */
  readonly cause?: string;
  /** Told in a stream that had begun well: what came before may be billed. */
  readonly inStream: boolean;
  readonly retryAfterMs?: number;
  /** What the provider or the connection said, whole. */
  readonly said: string;
}

const parseJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
};

/**
 * The error object of a body or an event: `{"error":{…}}`, `{"error":"…"}`, that of a response, of
 * which the library keeps the frame, or the object itself.
 */
const errorIn = (value: unknown, depth = 0): JsonObject => {
  if (!isObject(value)) return {};
  for (const name of ['error', 'response', 'data']) {
    const inner = value[name];
    if (typeof inner === 'string' && name === 'error') return { message: inner };
    if (isObject(inner) && depth < 3) return errorIn(inner, depth + 1);
  }
  return value;
};

const codeOf = ({ name, message, code }: JsonObject): string | undefined => {
  if (name === 'TimeoutError') return 'TIMEOUT';
  if (message === 'unexpected redirect') return 'REDIRECT';
  if (typeof code === 'string') return code;
  return message === 'terminated' ? 'ECONNRESET' : undefined;
};

/** What libraries throw for an answer that is not as documented. */
const isUnreadable = (error: unknown): boolean =>
  [InvalidResponseDataError, JSONParseError, TypeValidationError].some((type) =>
    type.isInstance(error),
  );

/** The innermost code of an error of the connection and its causes; `undefined` for any other. */
export const connectionCode = (error: unknown): string | undefined => {
  let found = isUnreadable(error) ? 'UNREADABLE' : undefined;
  // By shape: errors of the platform may come from another realm, where instanceof fails.
  for (let at = error, depth = 0; isObject(at) && depth < 8; depth += 1) {
    found = codeOf(at) ?? found;
    at = at['cause'];
  }
  return found;
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const statusIn = ({ code, statusCode }: JsonObject): number | undefined =>
  [Number(code), Number(statusCode)].find((value) => value >= 400 && value <= 599);

const bodyOf = (error: unknown): JsonObject => {
  if (error instanceof StreamFailure) return errorIn(error.told);
  return errorIn(APICallError.isInstance(error) ? parseJson(error.responseBody) : undefined);
};

/** Of an error that came as an event of its own in a stream, the library makes one with a status. */
const cameInStream = (error: unknown): boolean =>
  error instanceof StreamFailure ||
  (APICallError.isInstance(error) &&
    (error.responseHeaders?.['content-type']?.startsWith('text/event-stream') ?? false));

const innermost = (error: unknown): unknown => {
  const cause = isObject(error) ? error['cause'] : undefined;
  return isObject(cause) && isText(cause['message']) ? innermost(cause) : error;
};

const saidBy = (body: JsonObject, error: unknown): string => {
  if (isText(body['message'])) return body['message'];
  // Libraries go on for pages about what they would have liked.
  if (isUnreadable(error)) return 'What came is not as documented.';
  const inner = innermost(error);
  return isObject(inner) && isText(inner['message']) ? inner['message'] : 'unknown error';
};

/** @param error what the model threw: of its provider, or of the connection. */
export const factsOf = (error: unknown): FailureFacts => {
  const body = bodyOf(error);
  const call = APICallError.isInstance(error) ? error : undefined;
  const status = statusIn(body) ?? call?.statusCode;
  const cause = connectionCode(error);
  const wait = retryAfter(call?.responseHeaders ?? {});
  return {
    codes: [body['code'], body['type']].filter(isText).map((item) => item.toLowerCase()),
    inStream: cameInStream(error),
    said: saidBy(body, error),
    ...(status === undefined ? {} : { status }),
    ...(cause === undefined ? {} : { cause }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
};
