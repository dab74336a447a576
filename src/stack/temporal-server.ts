/** The Temporal dev server as a supervised part. */
import { setTimeout as delay } from 'node:timers/promises';
import { inherited } from '../config/index.ts';
import type { HomePaths } from './home.ts';
import type { Part, Started } from './part.ts';
import { isListening } from './ports.ts';
import { runCommand } from './run-command.ts';

/** What the server is started with. */
export interface TemporalServerOptions {
  readonly cli: string;
  readonly namespace: string;
  readonly port: number;
  readonly uiPort: number;
}

/**
 * Its single shard polls for transfer tasks only 20 times a second otherwise: 102 ms for each
 * sequential activity instead of 18 ms (measured).
 */
const FAST_POLLING = 'history.transferProcessorMaxPollRPS=2000';
/** Ended workflows are kept this long instead of the dev server's 24 h. */
const RETENTION = '720h';

/** The environment of our own calls of the CLI: nothing in it may lead to another server. */
function temporalEnvironment(): Record<string, string> {
  return { ...inherited('PATH', 'HOME', 'TMPDIR', 'LANG'), TEMPORAL_CONFIG_FILE: '/dev/null' };
}

async function raiseRetention(options: TemporalServerOptions): Promise<boolean> {
  const address = `127.0.0.1:${String(options.port)}`;
  const args = ['operator', 'namespace', 'update', '--retention', RETENTION];
  const target = ['--namespace', options.namespace, '--address', address];
  const env = temporalEnvironment();
  const { code } = await runCommand(options.cli, [...args, ...target], { timeoutMs: 5_000, env });
  return code === 0;
}

/** Ready is: the front end answers for our namespace, whose retention is raised by the question. */
async function untilReady(options: TemporalServerOptions, { signal }: Started): Promise<void> {
  while (!(await isListening(options.port))) await delay(40, undefined, { signal });
  while (!(await raiseRetention(options))) await delay(100, undefined, { signal });
}

/** Describes the dev server on the home's database file. */
export function temporalServer(paths: HomePaths, options: TemporalServerOptions): Part {
  const { cli, namespace, port, uiPort } = options;
  const args = [
    ...['server', 'start-dev', '--db-filename', paths.temporalDb, '--ip', '127.0.0.1'],
    ...['--port', String(port), '--ui-port', String(uiPort), '--log-level', 'warn'],
    ...['--dynamic-config-value', FAST_POLLING],
    ...(namespace === 'default' ? [] : ['--namespace', namespace]),
  ];
  return {
    name: 'temporal',
    identity: `temporal ${namespace}`,
    prepare: () =>
      Promise.resolve({ command: cli, args, env: temporalEnvironment(), cwd: paths.home }),
    ready: (started) => untilReady(options, started),
    // Left to itself it takes 5 s; its database file is safe at any time.
    stop: { signal: 'SIGTERM', graceMs: 2_000 },
  };
}
