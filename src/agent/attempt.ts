import type { JSONObject } from '@ai-sdk/provider';
import type { Digest } from '../domain/digest.ts';
import { NeedsPerson } from '../domain/needs-person.ts';
import type { CompletedCall, RunIdentity, RunResult } from '../ports/ledger.ts';
import type { Caller } from './call.ts';
import { reachOf } from './reach.ts';
import type { RunControl, RunDeps, RunTask } from './run-task.ts';
import type { ToolContext } from './tools/tool.ts';
import { createWorkingTree } from './working-tree.ts';

/** One attempt at a persona run, opened: later ones fence it off. */
export interface Attempt {
  readonly caller: Caller;
  readonly tools: ToolContext;
  /** Calls that earlier attempts completed, by step from 1. */
  readonly known: readonly CompletedCall[];
  /** Results of the last one's tool calls that are in the ledger, by their number from 1. */
  readonly results: ReadonlyMap<number, Uint8Array>;
  /** Of the known ones, whoever had the run scheduled again knew what they came to. */
  readonly grantedSteps: number;
  /** Requests that were refused for their length. */
  readonly tooLong: ReadonlySet<Digest>;
  /** What blueprint computes from; nobody else gets it. */
  readonly maestro: JSONObject | undefined;
}

/** An earlier attempt had brought the run to its end. */
export interface Ended {
  readonly ended: RunResult;
}

/** Attempts in a row without a new ledger row after which a person is asked, each time. */
const IDLE_MAX = 5;

export const failing = ({ runId }: RunIdentity, what: string): NeedsPerson =>
  new NeedsPerson('failing_run', `${runId} ${what}.`);

const maestroOptions = ({ models, persona, ...task }: RunTask): JSONObject | undefined =>
  models[0].model.provider === 'blueprint'
    ? {
        persona: persona.id,
        phase: task.assignment.phase,
        requirement: task.requirement,
        assumeRecords: task.assumeRecords,
      }
    : undefined;

const toolContext = (deps: RunDeps, task: RunTask, signal: AbortSignal): ToolContext => ({
  files: createWorkingTree({
    objects: deps.objects,
    start: task.tree,
    runId: task.identity.runId,
    limits: task.limits,
  }),
  reach: reachOf({
    persona: task.persona.id,
    owns: task.persona.owns,
    reads: task.assignment.reads,
    named: new Set(task.findings.flatMap(({ path }) => path ?? [])),
    territories: task.territories,
    ...(task.adopts === undefined ? {} : { adopts: task.adopts }),
    matches: deps.matches,
  }),
  matches: deps.matches,
  workspaces: deps.workspaces,
  sandbox: deps.sandbox,
  sandboxLimits: task.limits.sandbox,
  equip: deps.equip,
  signal,
});

/**
 * Takes the run's next fence.
 * @throws NeedsPerson `failing_run` when attempts keep dying before they get anywhere.
 */
export const openAttempt = async (
  deps: RunDeps,
  task: RunTask,
  { signal, beat }: RunControl,
): Promise<Attempt | Ended> => {
  const { identity } = task;
  const opened = await deps.ledger.openRun(identity);
  const { fence, calls, idleAttempts, grantedSteps, result } = opened;
  if (result !== undefined) return { ended: result };
  // The count goes on after a block, so that one that was resumed gets further attempts.
  if (idleAttempts > 0 && idleAttempts % IDLE_MAX === 0) {
    throw failing(identity, `began ${String(idleAttempts)} times in a row and never got further`);
  }
  return {
    caller: { ledger: deps.ledger, fence, signal, beat },
    tools: toolContext(deps, task, signal),
    known: calls,
    results: opened.results,
    grantedSteps,
    tooLong: new Set(opened.tooLong),
    maestro: maestroOptions(task),
  };
};
