import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { freePort } from '../../src/ports/free-port.ts';

/** A real Temporal dev server, in memory, that lives no longer than the tests that use it. */
export interface TemporalServer {
  readonly address: string;
  stop(): Promise<void>;
}

const START_MS = 60_000;

const answers = async (address: string): Promise<boolean> => {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    await connection.workflowService.describeNamespace({ namespace: 'default' });
    await connection.close();
    return true;
  } catch {
    return false;
  }
};

/** @param dynamicConfig more settings of the server, as `key=value`. */
export const startTemporalServer = async (
  dynamicConfig: readonly string[] = [],
): Promise<TemporalServer> => {
  const program = process.env['TEMPORAL_CLI_PATH'] ?? 'temporal';
  const port = await freePort();
  const settings = ['history.transferProcessorMaxPollRPS=2000', ...dynamicConfig];
  const child = spawn(
    program,
    [
      ...['server', 'start-dev', '--headless', '--port', String(port), '--log-level', 'error'],
      ...settings.flatMap((setting) => ['--dynamic-config-value', setting]),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const address = `127.0.0.1:${String(port)}`;
  const until = Date.now() + START_MS;
  while (!(await answers(address))) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`The Temporal dev server (${program}) did not start.`);
    }
    await delay(100);
  }
  return {
    address,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
};
