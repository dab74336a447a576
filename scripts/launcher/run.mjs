/** Running a command in our place: its streams, signals and exit code are ours. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const onTerminal = () => [process.stdin, process.stdout, process.stderr].some((s) => s.isTTY);

/**
 * On a terminal, Ctrl-C reaches every process of the foreground by itself: passing it on would be
 * a second one. Other signals, and SIGINT without a terminal, are sent to us alone.
 */
function passSignals(child) {
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'].map((signal) => {
    const handler = () => {
      if (signal === 'SIGTERM' || signal === 'SIGHUP' || !onTerminal()) child.kill(signal);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  return () => handlers.forEach(([signal, handler]) => process.off(signal, handler));
}

/** Exit code of a process as a shell gives it: 128 + n for signal n. */
function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/**
 * Runs a command to its end and resolves with its exit code. `onOutput` takes its output instead of
 * our own streams; `onStart` is told its pid.
 */
export async function run(command, args, { env, cwd, onOutput, onStart } = {}) {
  const stdio = onOutput ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { stdio, env: env ?? process.env, cwd });
  const release = passSignals(child);
  if (child.pid !== undefined) onStart?.(child.pid);
  child.stdout?.on('data', onOutput);
  child.stderr?.on('data', onOutput);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(exitCodeOf(code, signal)));
    });
  } finally {
    release();
  }
}

/** As `run`, but quiet: resolves with the exit code and the output. */
export async function runQuietly(command, args, options = {}) {
  let output = '';
  const onOutput = (chunk) => {
    output = (output + chunk).slice(-64 * 1024);
  };
  const code = await run(command, args, { ...options, onOutput });
  return { code, output };
}
