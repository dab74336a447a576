import type { Digest } from '../domain/digest.ts';
import { parsePatch } from '../domain/patch-codec.ts';
import type { RunResult } from '../ports/ledger.ts';
import { getJson } from '../ports/objects.ts';
import type { RunOutcome } from './contracts/persona-runs.ts';
import type { Environment } from './environment.ts';

type Ended = Extract<RunOutcome, { kind: 'ended' }>;

/** Characters of a summary that history and journal keep; the transcript has it whole. */
const SUMMARY_MAX = 300;

/** The beginning of a text, up to the end of a word. */
const beginning = (text: string): string =>
  text.length <= SUMMARY_MAX ? text : `${text.slice(0, SUMMARY_MAX - 2).replace(/\s+\S*$/, '')} …`;

/** Names of removed files that history and journal keep; the patch has them all. */
const REMOVED_NAMED = 5;

const removedIn = async (
  { objects }: Environment,
  { patch, files }: RunResult,
): Promise<Pick<Ended, 'removed'>> => {
  if (files === 0) return {};
  const { remove } = await getJson(objects, patch, parsePatch);
  const paths = remove.slice(0, REMOVED_NAMED);
  return remove.length === 0 ? {} : { removed: { paths, more: remove.length - paths.length } };
};

/** What history keeps of a run that has ended. @param reads the digest of what it was given. */
export const endedRun = async (
  environment: Environment,
  result: RunResult,
  reads: Digest,
): Promise<Ended> => {
  const { patch, summary, files, cost, steps } = result;
  return {
    kind: 'ended',
    patch,
    reads,
    summary: beginning(summary),
    files,
    ...(await removedIn(environment, result)),
    cost,
    calls: steps,
  };
};
