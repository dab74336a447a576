import { adoptionOf } from '../domain/adoption.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Digest } from '../domain/digest.ts';
import type { Finding } from '../domain/finding.ts';
import { modelFor } from '../domain/model-choice.ts';
import { modelsOf } from '../domain/model-spec.ts';
import { ownersOf } from '../domain/ownership.ts';
import type { Territory } from '../domain/ownership.ts';
import { parsePatch } from '../domain/patch-codec.ts';
import { mergePatches } from '../domain/patch.ts';
import { NO_COST } from '../domain/money.ts';
import type { Assignment, Persona, PersonaId } from '../domain/persona.ts';
import { LAST_PHASE } from '../domain/phases.ts';
import { NO_CONTRACT } from '../domain/promised.ts';
import type { Part } from '../domain/single-team.ts';
import type { Tree, TreePath } from '../domain/tree.ts';
import { runPersona as runAgent } from '../agent/index.ts';
import type { ModelsInTurn } from '../agent/index.ts';
import { digestOf } from '../ports/digests.ts';
import type { RunResult } from '../ports/ledger.ts';
import { getJson } from '../ports/objects.ts';
import { getTree } from '../ports/trees.ts';
import { readCharter, readParts, readPersonas, territoriesOf } from './charter.ts';
import type { Activities } from './contracts/activities.ts';
import type { Charter, Imported } from './contracts/admission.ts';
import type { RunOutcome, RunPersonaInput } from './contracts/persona-runs.ts';
import { endedRun } from './ended-run.ts';
import type { Control, Environment } from './environment.ts';
import { equipFor } from './equipment.ts';
import { parseFindings } from './findings.ts';
import { contentsOf, readsDigest } from './reads.ts';
import { sandboxFor } from './sandboxes.ts';

/** The tree that a run starts from: the phase's base with what ran before it. */
const startTree = async (
  { objects }: Environment,
  { base, patches }: RunPersonaInput,
): Promise<Tree> => {
  const loaded = await Promise.all(patches.map((digest) => getJson(objects, digest, parsePatch)));
  return mergePatches(await getTree(objects, base), loaded).tree;
};

interface Briefing {
  readonly charter: Charter;
  readonly persona: Persona;
  readonly assignment: Assignment;
  readonly territories: readonly Territory[];
  readonly tree: Tree;
  readonly reads: Digest;
  readonly findings: readonly Finding[];
  readonly requirement: string;
  /** Only of a project that nobody of the team wrote. */
  readonly adopts?: (path: TreePath) => boolean;
  /** Of one persona alone: everything that a team would have done. */
  readonly parts?: readonly Part[];
}

/** Where an imported project is held to no contract of a persona, its findings are all that it is asked. */
const assignmentIn = (
  { imported }: Charter,
  { id }: Persona,
  assignment: Assignment,
): Assignment => {
  const held = ({ persona, phase }: Imported['held'][number]): boolean =>
    persona === id && phase === assignment.phase;
  if (imported?.held.some(held) !== false) return assignment;
  const task =
    'Mend what your findings name, in the way of the project as it is. Add nothing else.';
  return { ...assignment, task, contract: NO_CONTRACT };
};

const adopting = (
  { id }: Persona,
  personas: ReadonlyMap<PersonaId, Persona>,
  matches: Environment['matches'],
): ((path: TreePath) => boolean) => {
  const { adopterOf } = adoptionOf([...personas.values()], [], matches);
  return (path) => adopterOf(path) === id;
};

const brief = async (environment: Environment, input: RunPersonaInput): Promise<Briefing> => {
  const { objects, matches } = environment;
  const charter = await readCharter(objects, input.charter);
  const personas = await readPersonas(objects, charter);
  const persona = personas.get(input.persona);
  const assignment = persona?.assignments.find(({ phase }) => phase === input.phase);
  if (persona === undefined || assignment === undefined) {
    throw new TypeError(`${input.persona} has nothing to do in ${input.phase}.`);
  }
  const tree = await startTree(environment, input);
  const parts = await readParts(objects, charter, LAST_PHASE);
  const documents = await Promise.all(
    input.findings.map((digest) => getJson(objects, digest, parseFindings)),
  );
  return {
    charter,
    persona,
    assignment: assignmentIn(charter, persona, assignment),
    territories: territoriesOf(personas),
    tree,
    reads: readsDigest(persona.id, assignment.reads, tree, matches),
    findings: documents.flatMap(({ findings }) => findings),
    requirement: new TextDecoder().decode(await objects.get(charter.requirement)),
    ...(charter.imported === undefined ? {} : { adopts: adopting(persona, personas, matches) }),
    ...(parts === undefined ? {} : { parts }),
  };
};

/** What the persona has written so far: part of its input, since it goes on from there. */
const ownFiles = (
  persona: PersonaId,
  { tree, territories }: Briefing,
  matches: Environment['matches'],
): ReturnType<typeof contentsOf> =>
  contentsOf(tree, (path) => ownersOf(path, territories, matches).includes(persona));

/** Of everything that the result depends on: the same digest never pays twice. */
const inputDigest = (
  input: RunPersonaInput,
  briefing: Briefing,
  matches: Environment['matches'],
): Digest => {
  const { charter, persona, reads, findings, tree, adopts } = briefing;
  const ref = charter.personas.find(({ id }) => id === persona.id);
  return digestOf(
    canonicalJson({
      persona: ref?.digest,
      phase: input.phase,
      requirement: charter.requirement,
      reads,
      own: ownFiles(persona.id, briefing, matches),
      // Of such a project everybody may read everything.
      ...(adopts === undefined ? {} : { project: contentsOf(tree, () => true) }),
      findings,
      model: modelFor(charter.settings, input),
      assumeRecords: charter.settings.assumeRecords,
    }),
  );
};

const resolveList = ({ models }: Environment, list: string): ModelsInTurn => {
  const [first = '', ...rest] = modelsOf(list);
  return [models.resolve(first), ...rest.map((spec) => models.resolve(spec))];
};

/** One attempt of a persona run; what an earlier attempt paid for is replayed. */
export const createRunPersona =
  (environment: Environment, control: () => Control): Activities['runPersona'] =>
  async (input) => {
    const { ledger, matches, records } = environment;
    const { executionId, runId, phase, iteration } = input;
    const briefing = await brief(environment, input);
    const { reads, persona, charter } = briefing;
    if (input.unlessReads === reads && input.findings.length === 0) return { kind: 'unchanged' };
    const finished = async (result: RunResult): Promise<RunOutcome> => {
      const { cost: spent } = await records.spent(executionId);
      return { ...(await endedRun(environment, result, reads)), spent };
    };
    const digest = inputDigest(input, briefing, matches);
    const paid = await ledger.findResult(executionId, digest);
    if (paid !== undefined) {
      // Paid for by an earlier attempt of this run, it costs; by another run, it costs nothing here.
      if (paid.runId === runId) return finished(paid);
      await ledger.noteReuse(executionId, runId, paid);
      return finished({ ...paid, cost: NO_COST, steps: 0 });
    }
    const models = resolveList(environment, modelFor(charter.settings, input));
    const sandbox = await sandboxFor(environment, input.models, charter.imported !== undefined);
    const { scheduling, retry, ...watched } = control();
    const outcome = await runAgent(
      { ...environment, sandbox, equip: equipFor(environment, input, charter, briefing, sandbox) },
      {
        ...briefing,
        identity: {
          executionId,
          runId,
          persona: persona.id,
          phase,
          iteration,
          inputDigest: digest,
          worker: environment.worker,
          scheduling,
          retry,
        },
        models,
        limits: charter.settings.limits,
        assumeRecords: charter.settings.assumeRecords,
      },
      watched,
    );
    return outcome.kind === 'held' ? outcome : finished(outcome.result);
  };
