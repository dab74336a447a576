import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** Starts src/main.js on a free port and resolves with its URL once it listens. */
function launch(dataDir) {
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    // Every line is read, also later ones: a full pipe would stop the service.
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { message, url } = JSON.parse(line);
      if (message === 'listening') resolve({ child, url });
    });
    child.once('exit', (code) => reject(new Error(`The service ended at once, with ${code}`)));
  });
}

async function end(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = await exit;
  return code;
}

async function toAnswer(response) {
  const { status, headers } = response;
  const text = await response.text();
  const isJson = /json/.test(headers.get('content-type') ?? '');
  return { status, headers, body: isJson ? JSON.parse(text) : text };
}

/**
 * The service as a process of its own, with a data directory of its own, and the calls to use it.
 * Each call answers with { status, headers, body }.
 */
export async function startService() {
  const dataDir = await mkdtemp(join(tmpdir(), 'service-'));
  let running = await launch(dataDir);

  const request = async (method, path, options = {}) =>
    toAnswer(await fetch(running.url + path, { method, ...options }));
  const send = (method, path, body, type, headers = {}) =>
    request(method, path, { body, headers: { ...headers, 'content-type': type } });
  const sendJson = (method) => (path, body, headers) =>
    send(method, path, JSON.stringify(body), 'application/json', headers);

  return {
    send,
    get: (path) => request('GET', path),
    post: sendJson('POST'),
    put: sendJson('PUT'),
    patch: sendJson('PATCH'),
    delete: (path, headers) => request('DELETE', path, { headers }),
    /** Starts it again on the same data, on another port; it must not be running twice. */
    async start() {
      await end(running.child, 'SIGKILL');
      running = await launch(dataDir);
    },
    /** Ends it as a crash would. */
    kill: () => end(running.child, 'SIGKILL'),
    /** Asks it to end; resolves with its exit code. */
    stop: () => end(running.child, 'SIGTERM'),
    /** Ends it and removes its data. */
    async dispose() {
      await end(running.child, 'SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The names of the fields that a problem body complains about. */
export const fieldsInError = (answer) => answer.body.errors.map((error) => error.field);
