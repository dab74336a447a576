import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inheritedWhole, toEnvironment } from '../config/index.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { findReach } from './with-client.ts';

/** Signals that end the worker in good order; it is asked, and waited for. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The worker as a process of its own, with our terminal: a worker is started, never imported.
 * Where a stack of ours runs, it serves that one.
 */
export const runWorker = async (): Promise<ExitCode> => {
  const { loaded, stack } = await findReach();
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const main = fileURLToPath(new URL(`../workers/sdlc.${extension}`, import.meta.url));
  const found = stack && {
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: stack.namespace,
    DATABASE_URL: stack.databaseUrl,
  };
  const env = { ...inheritedWhole(), ...found, ...toEnvironment(loaded) };
  const child = spawn(process.execPath, [main], { stdio: 'inherit', env });
  const pass = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    return await new Promise<ExitCode>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        resolve(code === 0 ? EXIT.completed : EXIT.failed);
      });
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
};
