import type { Scrub } from '../../domain/secrets.ts';
import type { CallLimits } from './call-limits.ts';
import { notAStream } from './not-a-stream.ts';
import { WireError } from './wire-error.ts';
import { watched } from './watched-body.ts';

/** Bytes of an error's body that are looked at. */
const ERROR_BODY_MAX = 64_000;

const readSome = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    size += (chunk as Uint8Array).length;
    if (size >= ERROR_BODY_MAX) break;
  }
  return Buffer.concat(chunks).subarray(0, ERROR_BODY_MAX).toString('utf8');
};

/** The body is decoded by now, and of another length. */
const headersOf = ({ headers }: Response): Headers => {
  const kept = new Headers(headers);
  kept.delete('content-encoding');
  kept.delete('content-length');
  return kept;
};

const told = async (response: Response, scrub: Scrub): Promise<Response> => {
  const { status, statusText } = response;
  const body = scrub(await readSome(response));
  return new Response(body, { status, statusText, headers: headersOf(response) });
};

/** What comes in place of a stream of events: a page, an error under a good status. */
const instead = async (response: Response, scrub: Scrub): Promise<Response> => {
  const body = scrub(await readSome(response));
  const { status, problem } = notAStream(body, response.headers.get('content-type') ?? '');
  if (status === undefined) throw new WireError('NO_STREAM', problem);
  return new Response(body, { status, headers: headersOf(response) });
};

const isStream = ({ headers }: Response): boolean =>
  !/^(text\/html|application\/json)\b/i.test(headers.get('content-type') ?? '');

/**
 * `fetch` for model calls that are streamed: never follows a redirect (the key would go along),
 * gives up in time, and takes keys out of what an error says, since some servers repeat them.
 */
export const guardedFetch =
  (limits: CallLimits, scrub: Scrub): typeof fetch =>
  async (input, init) => {
    const deadline = AbortSignal.timeout(limits.timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    const response = await fetch(input, { ...init, redirect: 'error', signal });
    if (!response.ok) return told(response, scrub);
    if (!isStream(response)) return instead(response, scrub);
    const { status, statusText } = response;
    const body = response.body === null ? null : watched(response.body, limits);
    return new Response(body, { status, statusText, headers: headersOf(response) });
  };
