/** Waits for a supervisor's parts to be ready, telling what happens. */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLine } from '../config/command.ts';
import type { HomePaths } from './home.ts';
import { lockHolder } from './lock.ts';
import { logTail } from './logs.ts';
import { isAlive } from './process-identity.ts';
import { StackError } from './stack-error.ts';
import { readState } from './state.ts';
import type { PartState, StackState } from './state.ts';
import { SUPERVISOR_LOCK } from './supervisor.ts';

/** What is waited for. */
export interface Awaited {
  readonly paths: HomePaths;
  /** Names of the parts that must be ready. */
  readonly parts: readonly string[];
  readonly say: (line: string) => void;
  /** Whether a supervisor was just launched, and may still have to take its lock. */
  readonly launched: boolean;
  /** What ran before: of a process that goes on, there is nothing to tell. */
  readonly before?: StackState | undefined;
}

const POLL_MS = 40;
const WITHIN_MS = 120_000;
/** A supervisor that has not written its state by then did not start. */
const SUPERVISOR_WITHIN_MS = 15_000;
/** A part that failed this often at once is given up by who waits. */
const GIVE_UP_AFTER = 3;

/** The state of the supervisor that runs now, if one does. */
export function currentState(paths: HomePaths): StackState | undefined {
  const state = readState(paths.stateFile);
  return state && isAlive(state.supervisor) ? state : undefined;
}

function refuseFailing(name: string, part: PartState): void {
  if (part.status !== 'failing' || part.starts < GIVE_UP_AFTER) return;
  throw new StackError(`${name} does not start: ${part.error ?? 'no reason given'}`, [
    `read ${part.log}`,
    `run ${commandLine('doctor')}`,
  ]);
}

function notStarted(paths: HomePaths): StackError {
  const log = path.join(paths.logs, 'supervisor.log');
  return new StackError(`The supervisor did not start: ${logTail(log, 0, 3)}`, [`read ${log}`]);
}

function tooLate({ paths, parts }: Awaited, state: StackState | undefined): StackError {
  const missing = parts.filter((name) => !state || !isReady(state, name));
  return new StackError(`Not ready after two minutes: ${missing.join(', ')}`, [
    `read the logs in ${paths.logs}`,
  ]);
}

/** The supervisor that was there when we looked is gone: what it left has to be taken over. */
export class SupervisorGone extends Error {
  override readonly name = 'SupervisorGone';
}

function isReady(state: StackState, name: string): boolean {
  const part = state.parts[name];
  return part?.status === 'ready' && part.process !== undefined && isAlive(part.process);
}

/** Whether a part's process is one that ran before: it was not started, and still does its work. */
function goesOn(part: PartState, before: PartState | undefined): boolean {
  const { process } = part;
  return (
    process !== undefined &&
    before?.process?.started === process.started &&
    before.process.pid === process.pid
  );
}

/**
 * Tells each change of a part's status once, and nothing of one that was ready all along; throws
 * when a part keeps failing.
 */
function teller({
  parts,
  say,
  before: earlier,
}: Awaited): (state: StackState, elapsedMs: number) => void {
  const told = new Map<string, string>();
  return (state, elapsedMs) => {
    for (const name of parts) {
      const part = state.parts[name];
      if (!part || goesOn(part, earlier?.parts[name])) continue;
      refuseFailing(name, part);
      const before = told.get(name);
      if (before === part.status || part.status === 'failing') continue;
      told.set(name, part.status);
      if (before !== undefined || part.status !== 'ready')
        say(`${name}: ${part.status} (${(elapsedMs / 1000).toFixed(1)} s)`);
    }
  };
}

/**
 * Resolves with the state in which every part is ready, seen so twice: what was just killed may
 * look alive for some milliseconds more.
 * @throws {StackError} when a part keeps failing, or it takes longer than two minutes
 * @throws {SupervisorGone} when a supervisor that was there is not any more
 */
export async function awaitStack(awaited: Awaited): Promise<StackState> {
  const { paths, parts, launched } = awaited;
  const began = Date.now();
  const tell = teller(awaited);
  let seen = 0;
  for (;;) {
    const state = currentState(paths);
    const elapsed = Date.now() - began;
    if (!state && !launched && !lockHolder(paths.run, SUPERVISOR_LOCK)) throw new SupervisorGone();
    if (!state && elapsed > SUPERVISOR_WITHIN_MS) throw notStarted(paths);
    if (elapsed > WITHIN_MS) throw tooLate(awaited, state);
    if (state) tell(state, elapsed);
    seen = state && parts.every((name) => isReady(state, name)) ? seen + 1 : 0;
    if (state && seen === 2) return state;
    await delay(POLL_MS);
  }
}
