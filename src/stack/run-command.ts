/** Short commands, bounded in time, whose output is wanted. */
import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';

/** What became of a command. */
export interface CommandResult {
  /** Exit code; nothing when it could not be started, or was killed. */
  readonly code: number | undefined;
  /** Standard output and error, in the order they came, at most the last 64 KiB. */
  readonly output: string;
}

/** How a command is run. */
export interface CommandOptions {
  readonly timeoutMs: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Told every second how long it has been running, in ms. */
  readonly onTick?: (elapsedMs: number) => void;
}

const KEPT = 64 * 1024;

function spawnOptions(options: CommandOptions): SpawnOptions {
  return {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(options.env && { env: options.env }),
    ...(options.cwd !== undefined && { cwd: options.cwd }),
  };
}

/** Runs a command to its end; kills it and its children after `timeoutMs`. Never throws. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, spawnOptions(options));
    const began = Date.now();
    let output = '';
    const take = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-KEPT);
    };
    const kill = () => {
      output += `\n(ended after ${String(Math.round((Date.now() - began) / 1000))} s)`;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(kill, options.timeoutMs);
    const ticker = setInterval(() => options.onTick?.(Date.now() - began), 1000);
    const settle = (code: number | undefined) => {
      clearTimeout(timer);
      clearInterval(ticker);
      resolve({ code, output });
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('error', (error) => {
      output += error.message;
      settle(undefined);
    });
    child.once('close', (code) => {
      settle(code ?? undefined);
    });
  });
}
