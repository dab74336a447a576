/** Ends what `up` started, and nothing else. */
import { rmSync } from 'node:fs';
import { commandLine } from '../config/command.ts';
import type { Config } from '../config/index.ts';
import { endLeftovers, findParts, findSupervisors } from './end-leftovers.ts';
import { homePaths } from './home.ts';
import type { HomePaths } from './home.ts';
import { endProcess, sendSignal, waitUntilGone } from './kill.ts';
import { lockHolder } from './lock.ts';
import { StackError } from './stack-error.ts';
import { readState } from './state.ts';
import { SUPERVISOR_LOCK } from './supervisor.ts';

/** What `down` found. */
export interface DownResult {
  /** Names of the parts that were ended; empty when nothing was running. */
  readonly ended: readonly string[];
}

/** The longest an orderly end takes: worker, then servers, each with its grace. */
const ORDERLY_MS = 40_000;
/** Killing may meet a supervisor that is just being started again. */
const ROUNDS = 5;

/** Kills what is left of supervisors, guards and parts; false when some is still there. */
async function sweep(paths: HomePaths): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const supervisors = findSupervisors(paths);
    for (const supervisor of supervisors) await endProcess(supervisor, 'SIGKILL', 0);
    const ended = await endLeftovers(paths);
    if (supervisors.length === 0 && ended === 0) return true;
  }
  return findSupervisors(paths).length + findParts(paths).length === 0;
}

/**
 * Stops the stack of this home and waits until it is gone.
 * @throws {StackError} when something does not end
 */
export async function down(config: Config, say: (line: string) => void): Promise<DownResult> {
  const paths = homePaths(config.home);
  const parts = Object.entries(readState(paths.stateFile)?.parts ?? {});
  const ended = parts.filter(([, part]) => part.process).map(([name]) => name);
  const supervisor = lockHolder(paths.run, SUPERVISOR_LOCK);
  if (supervisor) {
    say(`stopping: ${ended.join(', ')}`);
    sendSignal(supervisor.pid, 'SIGTERM');
    await waitUntilGone(supervisor, ORDERLY_MS);
  }
  if (!(await sweep(paths))) {
    throw new StackError(`Some processes of ${config.home} do not end`, [
      `run ${commandLine('doctor')} to see which`,
    ]);
  }
  rmSync(paths.stateFile, { force: true });
  return { ended };
}
