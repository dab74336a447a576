import { NeedsPerson } from '../domain/needs-person.ts';
import { JUDGE } from '../domain/opinions.ts';
import type { Limits } from '../domain/settings.ts';
import type { Tree } from '../domain/tree.ts';
import type { Ledger, OpenRun, RunIdentity } from '../ports/ledger.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { Caller, Step } from './call.ts';
import { conclude } from './conclude.ts';
import { takeStep } from './in-turn.ts';
import type { ModelsInTurn } from './in-turn.ts';
import { parkOrThrow } from './park.ts';
import { judgingMessages } from './prompt/judging.ts';
import type { Judging } from './prompt/judging.ts';
import type { RunControl, RunEnd } from './run-task.ts';
import { createWorkingTree } from './working-tree.ts';

/** One question to a model that judges. */
export interface JudgeTask extends Omit<Judging, 'files'> {
  readonly identity: Omit<RunIdentity, 'persona'>;
  readonly tree: Tree;
  readonly models: ModelsInTurn;
  readonly limits: Limits;
}

interface Deps {
  readonly ledger: Ledger;
  readonly objects: ObjectStore;
}

/** Attempts of one scheduling that may ask; with an answer in the ledger, any may finish. */
export const JUDGE_TRIES = 3;

/** No tools: a judge sees what it is given, and answers once. */
const stepFor = (messages: Step['added'], { models, limits }: JudgeTask): Step => {
  const [{ temperature }] = models;
  const request = {
    messages,
    tools: [],
    maxOutputTokens: limits.outputTokens,
    ...(temperature === undefined ? {} : { temperature }),
  };
  return {
    step: 1,
    requestTo: (spec) => ({ spec, ...request }),
    added: messages,
    previous: undefined,
    canBeShorter: () => false,
  };
};

const answer = async (
  deps: Deps,
  task: JudgeTask,
  identity: RunIdentity,
  { calls }: OpenRun,
  caller: Caller,
): Promise<RunEnd> => {
  caller.signal.throwIfAborted();
  const [recorded] = calls;
  if (recorded === undefined && (identity.retry ?? 1) > JUDGE_TRIES) {
    const message = `${identity.runId} was not answered in ${String(JUDGE_TRIES)} attempts.`;
    throw new NeedsPerson('model_unavailable', message);
  }
  const { objects } = deps;
  const { tree, limits, models } = task;
  const { runId } = identity;
  const files = createWorkingTree({ objects, start: tree, runId, limits });
  const messages = await judgingMessages({ ...task, files });
  const call = await takeStep(caller, models, stepFor(messages, task), recorded);
  if (call === 'held') return { kind: 'held' };
  const model = models.map(({ spec }) => spec).join(',');
  const summary = `An opinion on ${identity.phase}.`;
  const end = { start: tree, files, calls: [call], lastResults: [], summary };
  return { kind: 'ended', result: await conclude(deps, caller.fence, { identity, model, ...end }) };
};

/**
 * Asks a model what it thinks of a tree: a run of one step, with the ledger, limits and prices of
 * any other. What an earlier attempt was answered is taken from the ledger. It changes no file.
 * @throws what a step of a persona run throws; NeedsPerson also when three attempts had no answer.
 */
export const askJudge = async (
  deps: Deps,
  task: JudgeTask,
  { signal, beat }: RunControl,
): Promise<RunEnd> => {
  const identity = { ...task.identity, persona: JUDGE };
  const opened = await deps.ledger.openRun(identity);
  if (opened.result !== undefined) return { kind: 'ended', result: opened.result };
  const caller = { ledger: deps.ledger, fence: opened.fence, signal, beat };
  try {
    return await answer(deps, task, identity, opened, caller);
  } catch (error) {
    return parkOrThrow(caller, error);
  }
};
