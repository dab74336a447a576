/** The stack's programs and processes. */
import { commandLine } from '../config/command.ts';
import type { Config } from '../config/index.ts';
import { currentState } from './await-stack.ts';
import type { DoctorRow } from './doctor-row.ts';
import { findParts } from './end-leftovers.ts';
import { homePaths } from './home.ts';
import type { HomePaths } from './home.ts';
import { isProgram, onPath } from './on-path.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { databaseProblem, tcpProblem } from './reachable.ts';
import { reasonOf } from './stack-error.ts';
import type { PartState } from './state.ts';
import { findTemporal, temporalRemedies } from './temporal-cli.ts';
import { TEMPORAL_VERSION } from './temporal-download.ts';

/** A Temporal server that is not ours, or the CLI that holds ours. */
export async function checkTemporal(config: Config): Promise<readonly DoctorRow[]> {
  const name = 'temporal';
  const { address } = config.temporal;
  if (address !== undefined) {
    const problem = await tcpProblem(address);
    return problem === undefined
      ? [{ name, status: 'ok', detail: `TEMPORAL_ADDRESS: ${address} answers` }]
      : [
          {
            name,
            status: 'missing',
            detail: `${address}: ${problem}`,
            remedy: 'start it, or unset TEMPORAL_ADDRESS',
          },
        ];
  }
  const found = await findTemporal(config);
  if (found) {
    const { path, origin, version } = found;
    return [{ name, status: 'ok', detail: `${path}, from ${origin}`, version }];
  }
  if (onPath('go') === undefined && !isProgram('/usr/local/go/bin/go')) {
    const remedy = temporalRemedies.join('; or ');
    return [{ name, status: 'missing', detail: 'no temporal CLI', remedy }];
  }
  const detail = `no temporal CLI yet: up will download or build v${TEMPORAL_VERSION}`;
  return [{ name, status: 'warning', detail }];
}

/** A Postgres that is not ours, or the programs for ours. */
export async function checkPostgres(config: Config): Promise<readonly DoctorRow[]> {
  const name = 'postgres';
  if (config.databaseUrl !== undefined) {
    const problem = await databaseProblem(config.databaseUrl);
    return problem === undefined
      ? [{ name, status: 'ok', detail: 'DATABASE_URL: it answers' }]
      : [
          {
            name,
            status: 'missing',
            detail: `DATABASE_URL: ${problem}`,
            remedy: 'start it, or unset DATABASE_URL',
          },
        ];
  }
  try {
    const { postgres, version } = postgresBinaries(homePaths(config.home).postgresLibraries);
    return [{ name, status: 'ok', detail: postgres, version }];
  } catch (error) {
    return [{ name, status: 'missing', detail: reasonOf(error), remedy: 'set DATABASE_URL' }];
  }
}

function partRow(name: string, part: PartState): DoctorRow {
  const pid = part.process === undefined ? '' : `, pid ${String(part.process.pid)}`;
  const row = { name: `${name} process`, detail: `${part.status}${pid}` };
  if (part.status === 'ready') return { ...row, status: 'ok' };
  return { ...row, status: 'warning', remedy: `read ${part.log}` };
}

function unsupervised(paths: HomePaths): readonly DoctorRow[] {
  const left = findParts(paths).map(({ process }) => String(process.pid));
  if (left.length === 0) return [{ name: 'stack', status: 'idle', detail: 'not running' }];
  const detail = `processes without a supervisor: ${left.join(', ')}`;
  const remedy = `run ${commandLine('up')} to take them over, or ${commandLine('down')} to end them`;
  return [{ name: 'stack', status: 'warning', detail, remedy }];
}

/** The processes of this home. */
export function checkParts(config: Config): readonly DoctorRow[] {
  const paths = homePaths(config.home);
  const state = currentState(paths);
  if (!state) return unsupervised(paths);
  const pid = String(state.supervisor.pid);
  const detail = `supervisor pid ${pid}, Temporal at ${state.temporal.address}`;
  const parts = Object.entries(state.parts).map(([name, part]) => partRow(name, part));
  return [{ name: 'stack', status: 'ok', detail, version: state.build.slice(0, 12) }, ...parts];
}
