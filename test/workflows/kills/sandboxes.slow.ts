/**
 * Kills whole workers at random instants while commands of personas run in their sandboxes.
 * Run by `npm run test:kills`; `MAESTRO_TEST_SEED=<number>` repeats the instants of a run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { findHierarchies } from '../../../src/adapters/sandbox/cgroup/group.ts';
import { hasEnded } from '../../../src/adapters/sandbox/process-table.ts';
import { startMaestro } from '../../support/maestro.ts';
import type { Maestro } from '../../support/maestro.ts';
import { cancelAll, startCopies } from './copies.ts';
import type { Copy } from './copies.ts';
import { randomFrom, seedOf } from './killing.ts';
import { commandsRunning, until } from './until.ts';

const KILLS = 24;
const COPIES = 4;
const LATEST_KILL_MS = 1_500;
const GONE_MS = 1_000;

/** Runs twice in each sandbox, once out of its session; no other test has it. */
const SLEEP = 'sleep 300.4375';
const COMMAND = `setsid ${SLEEP} & ${SLEEP}`;

/** @returns ms until no command ran any more; `Infinity` when one still does after a second. */
const untilGone = async (): Promise<number> => {
  const began = performance.now();
  while (performance.now() - began < GONE_MS) {
    if (commandsRunning(SLEEP) === 0) return performance.now() - began;
    await delay(20);
  }
  return commandsRunning(SLEEP) === 0 ? GONE_MS : Infinity;
};

/** Resumes executions for which kills were taken for a run that fails. */
const keepGoing = async ({ client }: Maestro, copies: readonly Copy[]): Promise<void> => {
  for (const { session } of copies) {
    const { status } = await client.status(session);
    if (status === 'blocked') await client.resume(session);
  }
};

const groupsLeft = (): readonly string[] =>
  findHierarchies()
    .tops.flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }))
    .map((name) => path.basename(name))
    .filter((name) => name.startsWith('maestro-') && hasEnded(name.slice('maestro-'.length)));

const mounts = (): number => readFileSync('/proc/self/mountinfo', 'utf8').split('\n').length;

/** Kills the worker while at least one command runs, and starts the next. */
const killOne = async (maestro: Maestro, waitMs: number): Promise<{ up: number; ms: number }> => {
  await until('a command', () => commandsRunning(SLEEP) > 0);
  await delay(waitMs);
  const up = commandsRunning(SLEEP);
  await maestro.worker().kill();
  const ms = await untilGone();
  await maestro.startWorker();
  return { up, ms };
};

test(`after ${String(KILLS)} kills of workers nothing of their sandboxes runs, and the next start sweeps the rest`, async () => {
  const seed = seedOf();
  process.stderr.write(`MAESTRO_TEST_SEED=${String(seed)}\n`);
  const random = randomFrom(seed);
  const folder = await mkdtemp(path.join(tmpdir(), 'kills-of-workers-'));
  const before = mounts();
  const maestro = await startMaestro({ env: { TMPDIR: folder } });
  try {
    await maestro.play({ firstCommand: COMMAND });
    const copies = await startCopies(maestro, 'sandboxes', COPIES);
    const killed: { up: number; ms: number }[] = [];
    while (killed.length < KILLS) {
      killed.push(await killOne(maestro, random() * LATEST_KILL_MS));
      await keepGoing(maestro, copies);
    }
    await until('a command', () => commandsRunning(SLEEP) > 0);
    await maestro.worker().kill();
    const left = { groups: groupsLeft().length, folders: readdirSync(folder).length };
    await maestro.startWorker();
    await cancelAll(maestro, copies);
    await until('the end of all', () => commandsRunning(SLEEP) === 0);
    await maestro.stopWorkers();

    const slowest = Math.max(...killed.map(({ ms }) => ms));
    const up = killed.reduce((sum, each) => sum + each.up, 0);
    process.stderr.write(
      `${String(KILLS)} kills with ${String(up)} commands in all; the slowest end took ` +
        `${slowest.toFixed(0)} ms; before the last start ${String(left.groups)} groups and ` +
        `${String(left.folders)} folders were left\n`,
    );
    expect(killed.filter(({ ms }) => ms > GONE_MS)).toEqual([]);
    expect(left.folders).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual([]);
    expect(groupsLeft()).toEqual([]);
    expect(mounts()).toBe(before);
  } finally {
    await maestro.stop();
    await rm(folder, { recursive: true, force: true });
  }
}, 900_000);
