/** The one place of the SDK that chooses libraries and adapters; each is loaded when first needed. */
import type { Client, Connection } from '@temporalio/client';
import type { Understanding } from '../adapters/model/blueprint/understanding/index.ts';
import type { ModelFacts } from '../adapters/model/facts.ts';
import type { ModelsOptions } from '../adapters/model/registry.ts';
import type { Checked } from '../agent/check-answer.ts';
import { modelsOf } from '../domain/model-spec.ts';
import type { Persona } from '../domain/persona.ts';
import { ModelNotConfigured } from '../ports/model.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { RecordsReader } from '../ports/records.ts';
import type { MaestroClient } from './client.ts';
import { NotConfigured, NotReachable } from './errors.ts';
import {
  CONNECT_TIMEOUT_MS,
  DEFAULT_ADDRESS,
  DEFAULT_NAMESPACE,
  DEFAULT_TASK_QUEUE,
  QUERY_TIMEOUT_MS,
  UPDATE_TIMEOUT_MS,
} from './options.ts';
import type { ClientOptions } from './options.ts';

/** A client only reads, one call after another. */
const DATABASE = { connections: 3, connectTimeoutMs: 5_000 };

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

interface Opened<T> {
  readonly value: T;
  readonly close: () => Promise<void>;
}

/** Opens something on first use; one that failed to open is tried again on the next. */
const lazily = <T>(
  open: () => Promise<Opened<T>>,
): { readonly get: () => Promise<T>; readonly close: () => Promise<void> } => {
  let opened: Promise<Opened<T>> | undefined;
  return {
    get: async () => {
      opened ??= open();
      try {
        return (await opened).value;
      } catch (error) {
        opened = undefined;
        throw error;
      }
    },
    close: async () => {
      await (await opened?.catch(() => undefined))?.close();
      opened = undefined;
    },
  };
};

const openTemporal = async (options: ClientOptions): Promise<Opened<Client>> => {
  const temporal = await import('@temporalio/client');
  const address = options.temporalAddress ?? DEFAULT_ADDRESS;
  let connection: Connection;
  try {
    connection = await temporal.Connection.connect({
      address,
      connectTimeout: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
      ...(options.temporalApiKey === undefined ? {} : { apiKey: options.temporalApiKey }),
      ...(options.temporalTls === undefined ? {} : { tls: options.temporalTls }),
    });
  } catch (error) {
    throw new NotReachable(
      `No Temporal server answers at ${address} (${messageOf(error)}); start one, or correct the address.`,
      { cause: error },
    );
  }
  const namespace = options.namespace ?? DEFAULT_NAMESPACE;
  const value = new temporal.Client({ connection, namespace });
  return { value, close: () => connection.close() };
};

const openRecords = async (url: string | undefined): Promise<Opened<RecordsReader>> => {
  if (url === undefined) throw new NotConfigured('Reading the records', 'databaseUrl');
  const { createDatabase } = await import('../adapters/postgres/index.ts');
  const { createRecordsReader } = await import('../adapters/records/index.ts');
  const database = createDatabase(url, DATABASE);
  const value = createRecordsReader(database);
  try {
    await value.list({ limit: 1 });
  } catch (error) {
    await database.destroy();
    throw new NotReachable(`The records in Postgres can't be read (${messageOf(error)}).`, {
      cause: error,
    });
  }
  return { value, close: () => database.destroy() };
};

const openObjects = async (dir: string | undefined): Promise<Opened<ObjectStore>> => {
  if (dir === undefined) throw new NotConfigured('Reading files and transcripts', 'objectsDir');
  const { createFileObjects } = await import('../adapters/objects/files.ts');
  return { value: createFileObjects(dir), close: () => Promise.resolve() };
};

/**
 * Makes a client. Nothing is connected before it is needed, so that a service may start before
 * Temporal does, and one that only steers needs neither Postgres nor the object store.
 */
export const connect = async (options: ClientOptions = {}): Promise<MaestroClient> => {
  const { clientOf } = await import('./client.ts');
  const temporal = lazily(() => openTemporal(options));
  const records = lazily(() => openRecords(options.databaseUrl));
  const objects = lazily(() => openObjects(options.objectsDir));
  const services = {
    temporal: temporal.get,
    records: records.get,
    objects: objects.get,
    hasRecords: options.databaseUrl !== undefined,
    taskQueue: options.taskQueue ?? DEFAULT_TASK_QUEUE,
    queryTimeoutMs: options.queryTimeoutMs ?? QUERY_TIMEOUT_MS,
    updateTimeoutMs: options.updateTimeoutMs ?? UPDATE_TIMEOUT_MS,
  };
  return clientOf(services, async () => {
    await Promise.all([temporal.close(), records.close(), objects.close()]);
  });
};

/** The blueprint model's reading of requirements: no server is asked, and no Temporal loaded. */
export const openBlueprint = async (): Promise<{
  readonly understand: (requirement: string) => Understanding;
  /** @throws RequirementNotSupported */
  readonly check: (requirement: string, options: { readonly assumeRecords: boolean }) => void;
}> => {
  const { understand } = await import('../adapters/model/blueprint/understanding/index.ts');
  const { checkRequirement } = await import('../adapters/model/blueprint/check-requirement.ts');
  return { understand, check: checkRequirement };
};

/**
 * Whether the models of a list can be asked with these settings; they are not asked.
 * @throws ModelNotConfigured naming the setting that is missing
 */
export const checkModel = async (list: string, settings: ModelsOptions): Promise<void> => {
  const { createModels } = await import('../adapters/model/registry.ts');
  const models = createModels(settings);
  for (const spec of modelsOf(list)) models.resolve(spec);
};

/** What is known of a model before it is asked, and what came of asking it. */
export interface ModelLook extends ModelFacts {
  /** Why it can't be asked with these settings. */
  readonly problem?: string;
  readonly check?: Checked;
}

/** How long a model may take to answer next to nothing, in ms. */
const CHECK_MS = 60_000;

/** Looks at a model; with `check` it is asked for a few tokens, which may cost something. */
export const lookAtModel = async (
  spec: string,
  settings: ModelsOptions,
  { check }: { readonly check: boolean },
): Promise<ModelLook> => {
  const { createModels } = await import('../adapters/model/registry.ts');
  const { factsOf } = await import('../adapters/model/facts.ts');
  const facts = factsOf(spec, settings.prices);
  try {
    const model = createModels(settings).resolve(spec);
    if (!check || model.offline) return facts;
    const { checkAnswer } = await import('../agent/check-answer.ts');
    return { ...facts, check: await checkAnswer(model, CHECK_MS) };
  } catch (error) {
    if (!(error instanceof ModelNotConfigured)) throw error;
    return { ...facts, problem: error.message };
  }
};

/** The personas of the package and of further folders. @throws PersonaInvalid */
export const loadPersonas = async (folders: readonly string[]): Promise<readonly Persona[]> => {
  const { createPersonaRegistry } = await import('../adapters/personas/json-files.ts');
  return createPersonaRegistry({ folders }).load();
};

/** The persona that builds alone. @throws PersonaInvalid */
export const loadSingle = async (): Promise<Persona> => {
  const { createPersonaRegistry } = await import('../adapters/personas/json-files.ts');
  return createPersonaRegistry({ folders: [] }).single();
};
