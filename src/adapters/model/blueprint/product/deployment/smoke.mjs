/**
 * Checks a service that runs: BASE_URL=http://127.0.0.1:3000 node deployment/smoke.mjs
 * It creates one record, reads it, and deletes it again. Exit code 0: all is well.
 */
import { sample } from './sample.mjs';

const TIMEOUT_MS = 5_000;
const base = process.env.BASE_URL ?? 'http://127.0.0.1:3000';

async function call(method, path, expected, body) {
  const response = await fetch(base + path, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (response.status !== expected) {
    throw new Error(`${method} ${path}: ${response.status} instead of ${expected}: ${text}`);
  }
  console.log(`ok ${method} ${path} ${response.status}`);
  return text === '' ? undefined : JSON.parse(text);
}

async function main() {
  await call('GET', '/health', 200);
  const { id } = await call('POST', sample.path, 201, sample.values);
  const read = await call('GET', `${sample.path}/${id}`, 200);
  await call('DELETE', `${sample.path}/${id}`, 204);
  for (const [name, value] of Object.entries(sample.values)) {
    if (read[name] !== value) throw new Error(`${name} was stored as ${read[name]}, not ${value}`);
  }
  console.log(`The service at ${base} works.`);
}

main().catch((error) => {
  console.error(`not ok: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
});
