import type { Command } from 'commander';
import type { Context } from '../context.ts';

export const addWorker = (program: Command, context: Context): void => {
  program
    .command('worker')
    .description('Run a worker in the foreground, for a Temporal and a Postgres that are there')
    .action(async () => {
      const { runWorker } = await import('../run-worker.ts');
      context.exitCode = await runWorker();
    });
};
