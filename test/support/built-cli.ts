/** The built command line as a person has it: a home, a folder to work in, and a shell. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CliResult } from './cli.ts';
import { killProcessesOf } from './processes.ts';

const BUILT_MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A command that has been started. */
export interface Started {
  readonly child: ChildProcess;
  /** Standard output so far. */
  stdout(): string;
  /** Waits until standard output holds this; throws with all output when the command ends before. */
  shows(pattern: RegExp): Promise<void>;
  readonly ended: Promise<CliResult>;
}

export interface Background extends Started {
  /** Ends it and what it started, as Ctrl-C would. */
  stop(): void;
}

export interface BuiltCli {
  /** Both folders are in here, and nothing else is. */
  readonly root: string;
  readonly home: string;
  /** Where commands are given. */
  readonly dir: string;
  maestro(...args: readonly string[]): Promise<CliResult>;
  start(...args: readonly string[]): Started;
  /** Runs lines in a shell that has done `eval` of what this holds. */
  shell(lines: string, exports?: string): Promise<CliResult>;
  /** Starts a command line in a folder, in a process group of its own. */
  background(dir: string, line: string): Background;
  /** Kills whatever still runs of it and removes its folders. */
  dispose(): Promise<void>;
}

const WAIT_MS = 60_000;

const following = (child: ChildProcess): Started => {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  let result: CliResult | undefined;
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      result = { code, stdout, stderr };
      resolve(result);
    });
  });
  return {
    child,
    ended,
    stdout: () => stdout,
    async shows(pattern) {
      const until = Date.now() + WAIT_MS;
      while (!pattern.test(stdout)) {
        if (result !== undefined || Date.now() > until) {
          throw new Error(`${String(pattern)} was not shown:\n${stdout}\n${stderr}`);
        }
        await delay(20);
      }
    },
  };
};

/** Each gate would take so much longer. */
const QUICK = { MAESTRO_GATES_MUTATION_SECONDS: '0', MAESTRO_GATES_ORDER_SECONDS: '0' };

/** None of a person's settings; only what says where programs and caches are. */
const environment = (home: string): NodeJS.ProcessEnv => {
  const { PATH, MAESTRO_CACHE, TEMPORAL_CLI_PATH, XDG_CACHE_HOME } = process.env;
  return { PATH, MAESTRO_CACHE, TEMPORAL_CLI_PATH, XDG_CACHE_HOME, HOME: home };
};

export const createBuiltCli = (): BuiltCli => {
  const root = mkdtempSync(path.join(tmpdir(), 'maestro-end-to-end-'));
  const [home, dir] = [path.join(root, 'home'), path.join(root, 'work')];
  mkdirSync(dir);
  const options = { cwd: dir, env: { ...environment(root), MAESTRO_HOME: home, ...QUICK } };
  const start: BuiltCli['start'] = (...args) =>
    following(
      spawn(process.execPath, [BUILT_MAIN, ...args], {
        ...options,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  return {
    root,
    home,
    dir,
    start,
    maestro: (...args) => start(...args).ended,
    shell: (lines, exports = '') => {
      const child = spawn('sh', ['-c', `eval "$EXPORTS"; unset EXPORTS\n${lines}`], {
        ...options,
        env: { ...options.env, EXPORTS: exports },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return following(child).ended;
    },
    background: (folder, line) => {
      const child = spawn('sh', ['-c', line], {
        ...options,
        cwd: folder,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return {
        ...following(child),
        stop: () => {
          if (child.pid !== undefined && child.exitCode === null)
            process.kill(-child.pid, 'SIGINT');
        },
      };
    },
    dispose: async () => {
      await killProcessesOf(root);
      rmSync(root, { recursive: true, force: true });
    },
  };
};
