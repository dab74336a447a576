import type { LanguageModelV4Message } from '@ai-sdk/provider';
import { addCost, NO_COST } from '../domain/money.ts';
import { diffTrees } from '../domain/patch.ts';
import { encodePatch } from '../domain/patch-codec.ts';
import type { Tree } from '../domain/tree.ts';
import type { CompletedCall, Fence, RunIdentity, RunResult } from '../ports/ledger.ts';
import { putJson } from '../ports/objects.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { RunDeps } from './run-task.ts';
import { transcriptOf } from './transcript.ts';
import type { WorkingTree } from './working-tree.ts';

/** A run that has finished, before it is stored. */
export interface Finished {
  readonly identity: RunIdentity;
  readonly model: string;
  readonly start: Tree;
  readonly files: WorkingTree;
  readonly calls: readonly CompletedCall[];
  readonly lastResults: readonly LanguageModelV4Message[];
  readonly summary: string;
}

const store = async (objects: ObjectStore, finished: Finished): Promise<RunResult> => {
  const { identity, model, start, files, calls, lastResults, summary } = finished;
  const patch = diffTrees(identity.persona, start, await files.store());
  return {
    runId: identity.runId,
    patch: await objects.put(new TextEncoder().encode(encodePatch(patch))),
    transcript: await putJson(objects, transcriptOf(identity, model, calls, lastResults, summary)),
    summary,
    steps: calls.length,
    cost: calls.reduce((sum, { answer }) => addCost(sum, answer.cost), NO_COST),
    files: patch.put.size + patch.remove.length,
  };
};

/**
 * Ends a run: contents, patch and transcript go into the object store, in this order, and then the
 * ledger lets go of its bytes.
 * @returns the result with the cost of all ledger rows, those of failed tries too.
 */
export const conclude = async (
  { objects, ledger }: Pick<RunDeps, 'objects' | 'ledger'>,
  fence: Fence,
  finished: Finished,
): Promise<RunResult> => {
  const { executionId, runId, inputDigest } = finished.identity;
  const result = await store(objects, finished);
  await ledger.closeRun(fence, result);
  const kept = await ledger.findResult(executionId, inputDigest);
  return kept?.runId === runId ? kept : result;
};
