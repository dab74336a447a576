import { isObject } from '../../domain/brand.ts';
import { QualityUnavailable } from '../../ports/quality.ts';

/** Bytes of one answer. */
const ANSWER_MAX = 1024 ** 2;

const readAll = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > ANSWER_MAX) throw new QualityUnavailable('its answer is larger than 1 MB');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** A field of what was thrown; errors of fetch are not of our realm everywhere. */
const textOf = (error: unknown, field: 'name' | 'message'): string =>
  isObject(error) && typeof error[field] === 'string' ? error[field] : '';

const problemOf = (error: unknown, timeoutMs: number): string => {
  const name = textOf(error, 'name');
  if (name === 'TimeoutError') return `no answer within ${String(timeoutMs)} ms`;
  if (name === 'SyntaxError') return 'its answer is no JSON';
  if (name === 'ZodError') return 'its answer does not have the fields or ranges that it should';
  const cause = isObject(error) ? textOf(error['cause'], 'message') : '';
  return cause === '' ? textOf(error, 'message') : cause;
};

export interface Question {
  readonly url: string;
  readonly body: unknown;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One request, whose answer is read by `read`. Redirects are not followed: they could lead inside.
 * @throws QualityUnavailable for everything but the caller's own signal
 */
export const ask = async <T>(
  { url, body, timeoutMs, signal }: Question,
  read: (value: unknown) => T,
): Promise<T> => {
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    if (!response.ok) throw new QualityUnavailable(`it answered ${String(response.status)}`);
    return read(JSON.parse(await readAll(response)));
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof QualityUnavailable) throw error;
    throw new QualityUnavailable(problemOf(error, timeoutMs), { cause: error });
  }
};
