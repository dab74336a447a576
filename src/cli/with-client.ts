import type { MaestroClient } from '../client/client.ts';
import type { LoadedConfig } from '../config/index.ts';
import type { StackConnection } from '../stack/index.ts';
import { BadInput } from './bad-input.ts';

/** What was found of configuration and stack. */
export interface Reach {
  readonly loaded: LoadedConfig;
  /** Absent where nothing was started here. */
  readonly stack: StackConnection | undefined;
}

/** Reads the configuration. @throws ConfigError */
export const readConfig = async (): Promise<LoadedConfig> => {
  const { loadConfig } = await import('../config/index.ts');
  return loadConfig();
};

/** Configuration and running stack; starts nothing. */
export const findReach = async (): Promise<Reach> => {
  const loaded = await readConfig();
  const { findStack } = await import('../stack/index.ts');
  return { loaded, stack: findStack(loaded) };
};

/** A client for what `reach` knows. @throws NotReachable when that is nothing */
export const openClient = async ({ loaded, stack }: Reach): Promise<MaestroClient> => {
  const { connect } = await import('../client/connect.ts');
  const { config } = loaded;
  const temporalAddress = config.temporal.address ?? stack?.temporalAddress;
  const databaseUrl = config.databaseUrl ?? stack?.databaseUrl;
  if (temporalAddress === undefined && databaseUrl === undefined) {
    const { NotReachable } = await import('../client/errors.ts');
    throw new NotReachable(
      `Nothing of Maestro runs in ${config.home}, and TEMPORAL_ADDRESS is not set.`,
    );
  }
  return connect({
    ...(temporalAddress === undefined ? {} : { temporalAddress }),
    namespace: stack?.namespace ?? config.temporal.namespace,
    taskQueue: config.temporal.taskQueue,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    objectsDir: config.objects.dir,
  });
};

/** Runs something with a client and closes it. */
export const withClient = async <T>(
  use: (client: MaestroClient, reach: Reach) => Promise<T>,
): Promise<T> => {
  const reach = await findReach();
  const client = await openClient(reach);
  try {
    return await use(client, reach);
  } finally {
    await client.close();
  }
};

/** @throws BadInput when the text is absent. */
export const needed = <T>(value: T | undefined, problem: string): T => {
  if (value === undefined) throw new BadInput(problem);
  return value;
};
