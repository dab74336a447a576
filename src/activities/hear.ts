import {
  askJudge,
  AwaitsProvider,
  AwaitsSiblings,
  JUDGE_TRIES,
  ModelBusy,
  parseTranscript,
} from '../agent/index.ts';
import type { ModelsInTurn } from '../agent/index.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Digest } from '../domain/digest.ts';
import type { Evidence } from '../domain/evidence.ts';
import { modelsOf } from '../domain/model-spec.ts';
import { NeedsPerson } from '../domain/needs-person.ts';
import { parseOpinions } from '../domain/opinions.ts';
import type { Opinions } from '../domain/opinions.ts';
import { assignedIn } from '../domain/promised.ts';
import type { Tree, TreePath } from '../domain/tree.ts';
import { digestOf } from '../ports/digests.ts';
import type { RunResult } from '../ports/ledger.ts';
import { ModelNotConfigured } from '../ports/model.ts';
import { getJson } from '../ports/objects.ts';
import { readParts, readPersonas } from './charter.ts';
import type { Charter } from './contracts/admission.ts';
import type { ConsultInput } from './contracts/opinions.ts';
import type { Control, Environment } from './environment.ts';
import { contentsOf } from './reads.ts';

/** What a judge is asked about, as far as it has been read. */
export interface Asked {
  readonly input: ConsultInput;
  readonly charter: Charter;
  readonly tree: Tree;
  readonly evidence: readonly Evidence[];
}

export type Heard =
  | {
      readonly kind: 'said';
      readonly who: string;
      readonly opinions: Opinions;
      readonly calls: number;
    }
  | { readonly kind: 'silent'; readonly why: string; readonly calls: number };

const silent = (who: string, why: string, calls = 0): Heard => ({
  kind: 'silent',
  why: `${who} was not heard: ${why}`,
  calls,
});

/** Counts up when the question changes so much that an earlier answer is none to it. */
const QUESTION = 1;

/** Of the same files in the same phase the opinion is the same: it is not paid for again. */
const questionDigest = ({ input: { phase }, charter, tree }: Asked, judge: string): Digest =>
  digestOf(
    canonicalJson({
      kind: 'judge',
      question: QUESTION,
      phase,
      requirement: charter.requirement,
      model: judge,
      tree: contentsOf(tree, () => true),
    }),
  );

/** Whether the contract of somebody of the phase names a file. */
const askedForIn = async (
  { objects, matches }: Environment,
  { input: { phase }, charter }: Asked,
): Promise<(path: TreePath) => boolean> => {
  const personas = await readPersonas(objects, charter);
  const all = (await readParts(objects, charter, phase)) ?? assignedIn([...personas.values()]);
  const globs = all
    .filter(({ assignment }) => assignment.phase === phase)
    .flatMap(({ assignment }) => assignment.contract.required_files);
  return (path) => globs.some((glob) => matches(glob, path));
};

const resolveAll = ({ models }: Environment, judge: string): ModelsInTurn => {
  const [first = '', ...rest] = modelsOf(judge);
  return [models.resolve(first), ...rest.map((spec) => models.resolve(spec))];
};

/** Asks, or finds what was answered. @returns nothing when the execution is paused */
const resultOf = async (
  environment: Environment,
  { scheduling, retry, ...watched }: Control,
  asked: Asked,
  judge: string,
): Promise<RunResult | undefined> => {
  const { ledger, objects, worker } = environment;
  const { input, charter, tree, evidence } = asked;
  const { executionId, phase, iteration, judgement } = input;
  const runId = `judge.${phase}.${String(judgement)}`;
  const inputDigest = questionDigest(asked, judge);
  const paid = await ledger.findResult(executionId, inputDigest);
  if (paid !== undefined) {
    if (paid.runId === runId) return paid;
    await ledger.noteReuse(executionId, runId, paid);
    return { ...paid, steps: 0 };
  }
  const end = await askJudge(
    environment,
    {
      identity: { executionId, runId, phase, iteration, inputDigest, worker, scheduling, retry },
      phase,
      requirement: new TextDecoder().decode(await objects.get(charter.requirement)),
      findings: evidence.flatMap(({ findings }) => findings),
      tree,
      isAskedFor: await askedForIn(environment, asked),
      models: resolveAll(environment, judge),
      limits: charter.settings.limits,
    },
    watched,
  );
  return end.kind === 'held' ? undefined : end.result;
};

/** What stands in an answer that was paid for, whatever it is. */
const read = async (
  { objects }: Environment,
  { transcript, steps: calls }: RunResult,
  tree: Tree,
  judge: string,
): Promise<Heard> => {
  const { steps } = await getJson(objects, transcript, parseTranscript);
  const last = steps.at(-1);
  const { content = [], finishReason } = last?.answer ?? {};
  const who = last?.model ?? judge;
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  if (finishReason === 'content-filter') return silent(who, 'it refused to answer.', calls);
  const opinions = parseOpinions(text, tree);
  return opinions.ok
    ? { kind: 'said', who, opinions: opinions.value, calls }
    : silent(who, `${opinions.problem}.`, calls);
};

/** What a failure comes to, where waiting does not mend it; nothing else may be passed over. */
const reasonOf = (error: unknown, retry: number): string | undefined => {
  if (error instanceof NeedsPerson || error instanceof ModelNotConfigured) return error.message;
  const passing =
    error instanceof ModelBusy ||
    error instanceof AwaitsProvider ||
    error instanceof AwaitsSiblings;
  return passing && retry >= JUDGE_TRIES ? error.message : undefined;
};

/**
 * The opinion of the model that judges. That it has no money, no key, no answer, or one that is none,
 * is a sentence and never an error.
 * @throws what may pass, so that it is tried again; Fenced, or the signal's reason
 */
export const hear = async (
  environment: Environment,
  control: Control,
  asked: Asked,
): Promise<Heard> => {
  const judge = asked.charter.settings.judgeModel ?? '';
  try {
    const result = await resultOf(environment, control, asked, judge);
    return result === undefined
      ? silent(judge, 'the execution is paused.')
      : await read(environment, result, asked.tree, judge);
  } catch (error) {
    const why = control.signal.aborted ? undefined : reasonOf(error, control.retry);
    if (why === undefined) throw error;
    return silent(judge, why);
  }
};
