import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../../src/ports/free-port.ts';
import { litellmPython } from './install.ts';

/** A real LiteLLM proxy in front of a model server, that lives no longer than the tests. */
export interface LitellmProxy {
  /** For clients, with the version in its path. */
  readonly url: string;
  readonly key: string;
  stop(): Promise<void>;
}

const START_MS = 120_000;
const KEY = 'sk-proxy-0123456789abcdef';

/** Ends with whoever holds its standard input, however that ends. */
const MAIN = `
import os, sys, threading
def watch():
    sys.stdin.buffer.read()
    os._exit(0)
threading.Thread(target=watch, daemon=True).start()
from litellm import run_server
run_server()
`;

/** One model over Chat Completions, one over Anthropic's Messages; failures are passed on at once. */
const configFor = (modelServer: string): object => {
  const { origin } = new URL(modelServer);
  const params = (more: object) => ({ ...more, api_key: 'upstream' });
  return {
    model_list: [
      {
        model_name: 'scripted',
        litellm_params: params({ model: 'openai/scripted', api_base: modelServer }),
      },
      {
        model_name: 'messages',
        litellm_params: params({ model: 'anthropic/scripted', api_base: origin }),
      },
    ],
    litellm_settings: { num_retries: 0 },
    router_settings: { num_retries: 0, disable_cooldowns: true },
    general_settings: { master_key: KEY },
  };
};

const answers = async (origin: string): Promise<boolean> => {
  try {
    return (await fetch(`${origin}/health/liveliness`)).ok;
  } catch {
    return false;
  }
};

/** @param modelServer base URL of what stands behind it */
export const startLitellm = async (modelServer: string): Promise<LitellmProxy> => {
  const python = await litellmPython();
  const home = await mkdtemp(path.join(tmpdir(), 'maestro-litellm-'));
  const config = path.join(home, 'config.yaml');
  // JSON is YAML.
  await writeFile(config, JSON.stringify(configFor(modelServer)));
  const logFile = path.join(home, 'log');
  const log = await open(logFile, 'w');
  const port = await freePort();
  const flags = ['--config', config, '--host', '127.0.0.1', '--port', String(port)];
  const child = spawn(python, ['-c', MAIN, ...flags], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
    stdio: ['pipe', log.fd, log.fd],
  });
  await log.close();
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    await rm(home, { recursive: true, force: true });
  };
  const origin = `http://127.0.0.1:${String(port)}`;
  const until = Date.now() + START_MS;
  while (!(await answers(origin))) {
    if (child.exitCode !== null || Date.now() > until) {
      const said = (await readFile(logFile, 'utf8')).slice(-2_000);
      await stop();
      throw new Error(`LiteLLM's proxy did not start:\n${said}`);
    }
    await delay(200);
  }
  return { url: `${origin}/v1`, key: KEY, stop };
};
