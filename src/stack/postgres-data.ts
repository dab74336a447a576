/** Postgres's data folder: made whole or not at all, and free of what a crash left in the way. */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { errorCode, inherited } from '../config/index.ts';
import type { HomePaths } from './home.ts';
import { endProcess } from './kill.ts';
import { findByArgument, findByFolder } from './leftovers.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { PostgresUser } from './postgres-user.ts';
import { runCommand } from './run-command.ts';
import { StackError } from './stack-error.ts';

/** Name of the superuser and of the database. */
export const POSTGRES_NAME = 'maestro';

/** What Postgres's programs need of an environment, and nothing of ours. */
export function postgresEnvironment(binaries: PostgresBinaries): Record<string, string> {
  const { librarySearch: search } = binaries;
  return {
    ...inherited('PATH'),
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(search !== undefined && { LD_LIBRARY_PATH: search, DYLD_LIBRARY_PATH: search }),
  };
}

/** The superuser's password; made on first use, readable by its owner only. */
export function postgresPassword(paths: HomePaths): string {
  if (!existsSync(paths.postgresPassword)) {
    const draft = `${paths.postgresPassword}.draft`;
    writeFileSync(draft, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
    renameSync(draft, paths.postgresPassword);
  }
  return readFileSync(paths.postgresPassword, 'utf8').trim();
}

function refuseOtherVersion(paths: HomePaths, binaries: PostgresBinaries): void {
  const made = readFileSync(path.join(paths.postgresData, 'PG_VERSION'), 'utf8').trim();
  if (binaries.version.startsWith(`${made}.`)) return;
  throw new StackError(
    `${paths.postgresData} was made by Postgres ${made}; this is ${binaries.version}`,
    ['set MAESTRO_HOME to another folder', 'dump the data with the old version and load it'],
  );
}

function removeHalfMade(paths: HomePaths): void {
  for (const name of readdirSync(paths.postgres)) {
    if (!name.startsWith('data.half-made')) continue;
    rmSync(path.join(paths.postgres, name), { recursive: true, force: true });
  }
}

/**
 * Makes the data folder if there is none.
 * @throws {StackError} when initdb fails, or another major version made it
 */
export async function ensureData(
  paths: HomePaths,
  binaries: PostgresBinaries,
  user: PostgresUser,
): Promise<void> {
  if (existsSync(paths.postgresData)) {
    refuseOtherVersion(paths, binaries);
    return;
  }
  removeHalfMade(paths);
  postgresPassword(paths);
  // A name of its own: an initdb that outlived its supervisor may still be writing to another.
  const halfMade = mkdtempSync(path.join(paths.postgres, 'data.half-made-'));
  user.own(halfMade);
  const [command, args] = user.wrap(binaries.initdb, [
    ...['-D', halfMade, '--username', POSTGRES_NAME, '--pwfile', paths.postgresPassword],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ]);
  const env = postgresEnvironment(binaries);
  const { code, output } = await runCommand(command, args, { timeoutMs: 120_000, env, cwd: '/' });
  if (code !== 0) {
    throw new StackError(`Postgres could not make its data folder: ${output.trim()}`, [
      `see whether ${paths.postgres} can be written and the disk has room`,
      'set DATABASE_URL to a Postgres that runs',
    ]);
  }
  renameSync(halfMade, paths.postgresData);
}

/** The pid that Postgres noted in its data folder, if it did. */
function notedPid(pidFile: string): number | undefined {
  if (!existsSync(pidFile)) return undefined;
  const [first = ''] = readFileSync(pidFile, 'utf8').split('\n');
  return /^\d+$/.test(first) ? Number(first) : undefined;
}

/** Whether the system has a process of this number: one of another user and a dead one count. */
function isNumberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * Ends a Postgres that was left on this folder, and what outlived it. Then removes a pid file that
 * names a number in use: Postgres would refuse to start beside it, though it belongs to somebody
 * else by now, or to a dead process that nobody has asked after. Other pid files are left to
 * Postgres, which finds by them whether shared memory is still held.
 */
export async function clearTheWay(paths: HomePaths): Promise<void> {
  for (const left of findByArgument('-D', paths.postgresData)) {
    await endProcess(left, 'SIGINT', 5_000);
  }
  for (const child of findByFolder(paths.postgresData)) await endProcess(child, 'SIGKILL', 0);
  const pidFile = path.join(paths.postgresData, 'postmaster.pid');
  const pid = notedPid(pidFile);
  if (pid !== undefined && isNumberTaken(pid)) rmSync(pidFile, { force: true });
}
