/** One model call from the first byte sent to the last received, in ms. */
const CALL_TIMEOUT_MS = 300_000;

/** Bytes of an error's body that are looked at. */
const ERROR_BODY_MAX = 64_000;

const scrub = (text: string, secret: string | undefined): string =>
  secret === undefined || secret.length < 4 ? text : text.replaceAll(secret, '[key]');

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

/**
 * `fetch` for model calls: never follows a redirect (the key would go along), gives up in time, and
 * takes the key out of what an error says, since some servers repeat it.
 */
export const guardedFetch =
  (secret: string | undefined, timeoutMs = CALL_TIMEOUT_MS): typeof fetch =>
  async (input, init) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    const response = await fetch(input, { ...init, redirect: 'error', signal });
    if (response.ok) return response;
    const { status, statusText, headers } = response;
    const kept = new Headers(headers);
    // The body is decoded by now, and shorter.
    kept.delete('content-encoding');
    kept.delete('content-length');
    const body = scrub(await readSome(response), secret);
    return new Response(body, { status, statusText, headers: kept });
  };
