import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities/index.ts';
import { createDatabase, migrate } from '../adapters/postgres/index.ts';
import { createRecords, createRecordsReader } from '../adapters/records/index.ts';
import { sweepSandboxes } from '../adapters/sandbox/index.ts';
import { commandLine } from '../config/command.ts';
import { loadConfig, secretValues } from '../config/index.ts';
import type { Config } from '../config/index.ts';
import { createScrubber } from '../domain/secrets.ts';
import type { Scrub } from '../domain/secrets.ts';
import { beats, currentControl } from './control.ts';
import { createEnvironment } from './environment.ts';
import { createLog } from './log.ts';
import { createWorkerModels } from './models.ts';
import { keepReconciled } from './reconcile.ts';
import { scrubsErrors } from './scrubs-errors.ts';
import { registerSearchAttributes } from './search-attributes.ts';

/** Activities at once; each may hold a sandbox. */
const ACTIVITIES_AT_ONCE = 20;

/** What an activity gets to end by itself when the worker is asked to stop. */
const GRACE = '5s';

const installLogger = (log: Logger): void => {
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    const write = level === 'ERROR' ? log.error.bind(log) : log.warn.bind(log);
    write(meta ?? {}, message);
  });
  Runtime.install({ logger, shutdownSignals: ['SIGTERM', 'SIGINT'] });
};

const createWorker = async (
  config: Config,
  connection: NativeConnection,
  activities: ReturnType<typeof createActivities>,
  scrub: Scrub,
): Promise<Worker> =>
  Worker.create({
    connection,
    namespace: config.temporal.namespace,
    taskQueue: config.temporal.taskQueue,
    workflowBundle: {
      codePath: fileURLToPath(new URL('../workflow-bundle.js', import.meta.url)),
    },
    activities,
    interceptors: { activity: [scrubsErrors(scrub), beats] },
    // Measured: these make recovery after a kill and cancelling quick.
    maxHeartbeatThrottleInterval: 500,
    defaultHeartbeatThrottleInterval: 500,
    stickyQueueScheduleToStartTimeout: '1s',
    maxConcurrentActivityTaskExecutions: ACTIVITIES_AT_ONCE,
    shutdownGraceTime: GRACE,
    shutdownForceTime: '9s',
  });

/** Runs until SIGTERM or SIGINT. */
export const runWorker = async (): Promise<void> => {
  const { config } = loadConfig();
  const scrub = createScrubber(secretValues(config));
  const log = createLog(config.logLevel, scrub);
  installLogger(log);
  if (config.temporal.address === undefined || config.databaseUrl === undefined) {
    throw new Error(
      `A worker needs TEMPORAL_ADDRESS and DATABASE_URL; "${commandLine('up')}" sets both.`,
    );
  }
  const database = createDatabase(config.databaseUrl);
  await Promise.all([migrate(database), sweepSandboxes()]);
  const connection = await NativeConnection.connect({ address: config.temporal.address });
  const { namespace } = config.temporal;
  const warn = (line: string): void => {
    log.warn(line);
  };
  const attributes = await registerSearchAttributes(connection, namespace, warn);
  const { models, close: closeModels } = createWorkerModels(config, database, warn);
  const environment = createEnvironment(config, database, attributes, models);
  const worker = await createWorker(
    config,
    connection,
    createActivities(environment, currentControl),
    scrub,
  );
  const stopReconciling = keepReconciled(
    new Client({ connection, namespace }),
    { ...createRecords(database), ...createRecordsReader(database) },
    log,
  );
  const running = worker.run();
  process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
  try {
    await running;
  } finally {
    stopReconciling();
    await closeModels();
    await connection.close();
    await database.destroy();
  }
};
