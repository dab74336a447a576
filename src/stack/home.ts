/** The folder that holds everything the embedded stack keeps. */
import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { reasonOf, StackError } from './stack-error.ts';

/** Names inside the home. */
export interface HomePaths {
  readonly home: string;
  /** Lock and state of the supervisor. */
  readonly run: string;
  readonly stateFile: string;
  readonly logs: string;
  readonly temporalDb: string;
  readonly postgres: string;
  readonly postgresData: string;
  readonly postgresPassword: string;
  /** Links to shared libraries, where the package of Postgres can't be written. */
  readonly postgresLibraries: string;
}

/** Where things are in a home; touches nothing. */
export function homePaths(home: string): HomePaths {
  const run = path.join(home, 'run');
  const postgres = path.join(home, 'postgres');
  return {
    home,
    run,
    stateFile: path.join(run, 'state.json'),
    logs: path.join(home, 'logs'),
    temporalDb: path.join(home, 'temporal', 'temporal.db'),
    postgres,
    postgresData: path.join(postgres, 'data'),
    postgresPassword: path.join(postgres, 'password'),
    postgresLibraries: path.join(postgres, 'lib'),
  };
}

/**
 * Makes the home and its folders, for its owner only (0700).
 * @throws {StackError} when it cannot be written
 */
export function ensureHome(home: string): HomePaths {
  const paths = homePaths(home);
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    chmodSync(home, 0o700);
    accessSync(home, constants.W_OK | constants.X_OK);
    for (const folder of [paths.run, paths.logs, path.dirname(paths.temporalDb), paths.postgres]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
  } catch (error) {
    throw new StackError(`The home ${home} cannot be used: ${reasonOf(error)}`, [
      'make it writable for this user, or set MAESTRO_HOME to a folder that is',
    ]);
  }
  return paths;
}
