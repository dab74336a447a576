/** Where the parts of a stack can be reached. */
import path from 'node:path';
import type { HomePaths } from './home.ts';
import { embeddedDatabaseUrl } from './postgres.ts';
import type { StackState } from './state.ts';

/** How to reach a stack that runs. */
export interface StackConnection {
  readonly home: string;
  /** host:port */
  readonly temporalAddress: string;
  readonly namespace: string;
  /** The Temporal Web UI; absent for a server that is not ours. */
  readonly uiUrl?: string;
  /** Holds a password. */
  readonly databaseUrl: string;
  /** The folder of the temporal CLI, to be put on PATH; absent for a server that is not ours. */
  readonly cliDirectory?: string;
}

/** What the supervisor's state says about reaching it. */
export function connectionOf(
  paths: HomePaths,
  state: StackState,
  externalDatabaseUrl: string | undefined,
): StackConnection {
  const { temporal, postgres } = state;
  const { uiPort, cli } = temporal;
  return {
    home: paths.home,
    temporalAddress: temporal.address,
    namespace: temporal.namespace,
    databaseUrl:
      postgres.port === undefined
        ? (externalDatabaseUrl ?? '')
        : embeddedDatabaseUrl(paths, postgres.port),
    ...(uiPort !== undefined && { uiUrl: `http://127.0.0.1:${String(uiPort)}` }),
    ...(cli !== undefined && { cliDirectory: path.dirname(cli) }),
  };
}
