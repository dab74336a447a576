import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { MaestroClient } from '../../src/client/index.ts';
import type { StartRequest } from '../../src/client/index.ts';
import { scriptPath, startModelServer } from './model-server/index.ts';
import type { LoggedRequest, ModelServer } from './model-server/index.ts';
import { startPostgres } from './postgres-databases.ts';
import type { TestDatabase } from './postgres-databases.ts';
import { startTemporalServer } from './temporal-server.ts';
import { waitsOn } from './waits.ts';
import type { Waits } from './waits.ts';
import { startWorkerProcess } from './worker-process.ts';
import type { WorkerProcess } from './worker-process.ts';

/**
 * All of Maestro but the faces: real servers, a real worker process, and a model over the wire,
 * which at first answers as a team that is done at the first pass.
 */
export interface Maestro extends Waits {
  /** Of the Temporal server, `host:port`. */
  readonly address: string;
  readonly client: MaestroClient;
  readonly temporal: Client;
  readonly model: ModelServer;
  /** Has the model answer as a team would that is done at the first pass, but for these options. */
  play(options?: Readonly<Record<string, unknown>>): Promise<void>;
  readonly database: TestDatabase;
  /** Where the worker and the client keep objects. */
  readonly objectsDir: string;
  readonly worker: () => WorkerProcess;
  /** Starts a worker, in place of one that was ended, with other settings on top. */
  startWorker(env?: Readonly<Record<string, string>>): Promise<WorkerProcess>;
  /** Starts another worker beside the one that there is. Whoever starts it may end it. */
  addWorker(): Promise<WorkerProcess>;
  /** Asks all workers to end, as a supervisor does. */
  stopWorkers(): Promise<void>;
  stop(): Promise<void>;
}

export interface MaestroOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Of the Temporal server, as `key=value`. */
  readonly dynamicConfig?: readonly string[];
}

/** The model that the test server plays. */
export const SCRIPTED = 'openai-compatible:scripted';

/** The answers of a team that is done at the first pass, but for what its options say. */
export const FIRST_PASS = scriptPath('first-pass');

/** A requirement that fits what the scripts deliver. */
export const NOTES: Omit<StartRequest, 'session'> = {
  requirement: 'A small service that keeps notes: create, read, list and delete them.',
  model: SCRIPTED,
};

/** The persona that a logged request was made for. */
export const askedBy = ({ messages }: LoggedRequest): string => {
  const system = messages[0]?.content ?? '';
  return /with the id "([a-z_]+)"/.exec(system)?.[1] ?? 'unknown';
};

/** Keys of the worker, in no shape that gives them away: they must be found nowhere. */
export const TEST_KEYS = {
  MAESTRO_OPENAI_API_KEY: 'sk-test-0123456789abcdef',
  ANTHROPIC_API_KEY: 'plain+anthropic/0123456789',
  OPENAI_API_KEY: 'plain=openai~0123456789',
};

/** Every provider is the test server. */
const providersAt = (url: string): Readonly<Record<string, string>> => ({
  ...TEST_KEYS,
  MAESTRO_OPENAI_BASE_URL: url,
  ANTHROPIC_BASE_URL: url,
  OPENAI_BASE_URL: url,
  MAESTRO_OLLAMA_BASE_URL: url,
  MAESTRO_LITELLM_BASE_URL: url,
});

export const startMaestro = async ({
  env = {},
  dynamicConfig = [],
}: MaestroOptions = {}): Promise<Maestro> => {
  const home = await mkdtemp(path.join(tmpdir(), 'maestro-test-home-'));
  const [server, postgres, model] = await Promise.all([
    startTemporalServer(dynamicConfig),
    startPostgres(),
    startModelServer({ module: FIRST_PASS }),
  ]);
  const database = await postgres.database();
  const objectsDir = path.join(home, 'objects');
  const settings = {
    MAESTRO_HOME: home,
    MAESTRO_OBJECTS_DIR: objectsDir,
    TEMPORAL_ADDRESS: server.address,
    DATABASE_URL: database.url,
    ...providersAt(model.url),
    // Each gate would take so much longer.
    MAESTRO_GATES_MUTATION_SECONDS: '0',
    MAESTRO_GATES_ORDER_SECONDS: '0',
    MAESTRO_MODEL_PRICES: '{"input":1,"output":2}',
    ...env,
  };
  const stopServers = async (): Promise<void> => {
    await Promise.all([server.stop(), postgres.stop(), model.stop()]);
    await rm(home, { recursive: true, force: true });
  };
  const added: WorkerProcess[] = [];
  let worker = await startWorkerProcess(settings).catch(async (error: unknown) => {
    await stopServers();
    throw error;
  });
  const connection = await Connection.connect({ address: server.address });
  const client = await MaestroClient.connect({
    temporalAddress: server.address,
    databaseUrl: database.url,
    objectsDir,
  });
  return {
    address: server.address,
    client,
    temporal: new Client({ connection }),
    model,
    play: (options = {}) => model.play({ module: FIRST_PASS, options }),
    database,
    objectsDir,
    worker: () => worker,
    async startWorker(more = {}) {
      await worker.kill();
      worker = await startWorkerProcess({ ...settings, ...more });
      return worker;
    },
    async addWorker() {
      const another = await startWorkerProcess(settings);
      added.push(another);
      return another;
    },
    async stopWorkers() {
      await Promise.all([worker, ...added].map((process) => process.stop()));
    },
    ...waitsOn(client),
    async stop() {
      await client.close();
      await connection.close();
      await Promise.all([worker, ...added].map((process) => process.kill()));
      await stopServers();
    },
  };
};
