import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { MaestroClient } from '../../src/client/index.ts';
import type { ObservedView, StartRequest } from '../../src/client/index.ts';
import { startModelServer } from './model-server/index.ts';
import type { LoggedRequest, ModelServer, Script } from './model-server/index.ts';
import { startPostgres } from './postgres-databases.ts';
import type { TestDatabase } from './postgres-databases.ts';
import { startTemporalServer } from './temporal-server.ts';
import { startWorkerProcess } from './worker-process.ts';
import type { WorkerProcess } from './worker-process.ts';

/** All of Maestro but the faces: real servers, a real worker process, and a model over the wire. */
export interface Maestro {
  /** Of the Temporal server, `host:port`. */
  readonly address: string;
  readonly client: MaestroClient;
  readonly temporal: Client;
  readonly model: ModelServer;
  readonly database: TestDatabase;
  readonly worker: () => WorkerProcess;
  /** Starts a worker, in place of one that was ended, with other settings on top. */
  startWorker(env?: Readonly<Record<string, string>>): Promise<WorkerProcess>;
  /** Waits until the view fits; throws with the last view when it doesn't in time. */
  until(
    session: string,
    what: string,
    fits: (view: ObservedView) => boolean,
    ms?: number,
  ): Promise<ObservedView>;
  stop(): Promise<void>;
}

export interface MaestroOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Of the Temporal server, as `key=value`. */
  readonly dynamicConfig?: readonly string[];
}

/** The model that the test server plays. */
export const SCRIPTED = 'openai-compatible:scripted';

/** A requirement that fits what the scripts deliver. */
export const NOTES: Omit<StartRequest, 'session'> = {
  requirement: 'A small service that keeps notes: create, read, list and delete them.',
  model: SCRIPTED,
};

/** The persona that a logged request was made for. */
export const askedBy = ({ body }: LoggedRequest): string => {
  const system = JSON.stringify(body.messages[0]?.content ?? '');
  return /with the id \\"([a-z_]+)\\"/.exec(system)?.[1] ?? 'unknown';
};

const POLL_MS = 100;

const untilFits =
  (client: MaestroClient): Maestro['until'] =>
  async (session, what, fits, ms = 60_000) => {
    const deadline = Date.now() + ms;
    for (;;) {
      const view = await client.status(session).catch((error: unknown) => error);
      if (!(view instanceof Error) && fits(view as ObservedView)) return view as ObservedView;
      if (Date.now() > deadline) {
        const last = view instanceof Error ? view.message : JSON.stringify(view, null, 1);
        throw new Error(`${session} did not come to "${what}" in ${String(ms)} ms: ${last}`);
      }
      await delay(POLL_MS);
    }
  };

export const startMaestro = async (
  script: Script,
  { env = {}, dynamicConfig = [] }: MaestroOptions = {},
): Promise<Maestro> => {
  const home = await mkdtemp(path.join(tmpdir(), 'maestro-test-home-'));
  const [server, postgres, model] = await Promise.all([
    startTemporalServer(dynamicConfig),
    startPostgres(),
    startModelServer(script),
  ]);
  const database = await postgres.database();
  const objectsDir = path.join(home, 'objects');
  const settings = {
    MAESTRO_HOME: home,
    MAESTRO_OBJECTS_DIR: objectsDir,
    TEMPORAL_ADDRESS: server.address,
    DATABASE_URL: database.url,
    MAESTRO_OPENAI_BASE_URL: model.url,
    MAESTRO_OPENAI_API_KEY: 'sk-test-0123456789abcdef',
    MAESTRO_MODEL_PRICES: '{"input":1,"output":2}',
    ...env,
  };
  const stopServers = async (): Promise<void> => {
    await Promise.all([server.stop(), postgres.stop(), model.stop()]);
    await rm(home, { recursive: true, force: true });
  };
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
    database,
    worker: () => worker,
    async startWorker(more = {}) {
      await worker.kill();
      worker = await startWorkerProcess({ ...settings, ...more });
      return worker;
    },
    until: untilFits(client),
    async stop() {
      await client.close();
      await connection.close();
      await worker.kill();
      await stopServers();
    },
  };
};
