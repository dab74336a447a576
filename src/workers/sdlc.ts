import { createScrubber } from '../domain/secrets.ts';
import { runWorker } from './run-worker.ts';

try {
  await runWorker();
} catch (error) {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${createScrubber([])(message)}\n`);
  process.exitCode = 1;
}
