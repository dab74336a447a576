import { blockOf } from '../domain/block.ts';
import type { Block } from '../domain/block.ts';
import { modelFor } from '../domain/model-choice.ts';
import { modelsOf } from '../domain/model-spec.ts';
import type { Persona, PersonaId } from '../domain/persona.ts';
import { selectTeam } from '../domain/team.ts';
import type { TeamMember } from '../domain/team.ts';
import type { Tree } from '../domain/tree.ts';
import { ModelNotConfigured } from '../ports/model.ts';
import { ObjectMissing, putJson } from '../ports/objects.ts';
import { noSandbox } from '../ports/sandbox.ts';
import { getTree } from '../ports/trees.ts';
import { readCharter, readPersonas } from './charter.ts';
import type { Activities } from './contracts/activities.ts';
import type { Charter } from './contracts/admission.ts';
import type { EnterInput, Entry, PlannedMember } from './contracts/gates.ts';
import type { Environment } from './environment.ts';
import { readsDigest } from './reads.ts';
import { keepReport } from './report.ts';
import { sandboxFor } from './sandboxes.ts';

/** What a phase needs from outside: models that are configured and, for their output, a sandbox. */
const outsideProblem = async (
  environment: Environment,
  { models }: EnterInput,
  { imported }: Charter,
  asked: readonly string[],
): Promise<Block | undefined> => {
  try {
    for (const spec of asked) environment.models.resolve(spec);
  } catch (error) {
    if (error instanceof ModelNotConfigured) return blockOf('credentials', error.message);
    throw error;
  }
  const sandbox = await sandboxFor(environment, models, imported !== undefined);
  return sandbox === undefined
    ? blockOf('unsafe_to_run', noSandbox(environment.sandboxes.missing()))
    : undefined;
};

/** All models that the team may ask. */
const askedBy = (
  input: EnterInput,
  { settings }: Charter,
  team: readonly TeamMember[],
): readonly string[] => {
  const lists = team.map(({ id }) => modelFor(settings, { ...input, persona: id }));
  return [...new Set(lists.flatMap(modelsOf))];
};

const lostBlob = async ({ objects }: Environment, tree: Tree): Promise<Block | undefined> => {
  for (const [path, { blob }] of tree) {
    if (!(await objects.has(blob))) {
      return blockOf('lost_object', `${path} is lost: ${new ObjectMissing(blob).message}`);
    }
  }
  return undefined;
};

/** A required member that is given nothing at all to read could only invent. */
const unfed = (
  { phase, accepted }: EnterInput,
  team: readonly TeamMember[],
  personas: ReadonlyMap<PersonaId, Persona>,
  tree: Tree,
  matches: Environment['matches'],
): Block | undefined => {
  if (accepted) return undefined;
  for (const { id, required } of team) {
    const reads = personas.get(id)?.assignments.find((item) => item.phase === phase)?.reads ?? [];
    const found = [...tree.keys()].some((path) => reads.some((glob) => matches(glob, path)));
    if (required && reads.length > 0 && !found) {
      return blockOf(
        'missing_input',
        `${phase}: nothing matches what ${id} reads: ${reads.join(', ')}.`,
      );
    }
  }
  return undefined;
};

/** Who has to run: whoever never did, owns a finding or reads something that has changed. */
const planMembers = (
  input: EnterInput,
  team: readonly TeamMember[],
  personas: ReadonlyMap<PersonaId, Persona>,
  tree: Tree,
  matches: Environment['matches'],
): readonly PlannedMember[] => {
  const last = new Map(input.lastReads.map(({ persona, reads }) => [persona, reads]));
  const stale = ({ id }: TeamMember): boolean => {
    const assignment = personas.get(id)?.assignments.find((item) => item.phase === input.phase);
    const reads = readsDigest(id, assignment?.reads ?? [], tree, matches);
    return input.due.includes(id) || last.get(id) !== reads;
  };
  const running = new Set(team.filter(stale).map(({ id }) => id));
  // Whoever depends on a run, over others too, is checked again when that run has ended.
  const checked = new Set(running);
  for (let grew = true; grew;) {
    const next = team.filter(
      ({ id, dependsOn }) => !checked.has(id) && dependsOn.some((dep) => checked.has(dep)),
    );
    next.forEach(({ id }) => checked.add(id));
    grew = next.length > 0;
  }
  return team.map(({ id, name, dependsOn, why }) => ({
    id,
    name,
    dependsOn,
    why: input.due.includes(id) ? 'owns a finding' : why,
    need: running.has(id) ? 'run' : checked.has(id) ? 'check' : 'skip',
  }));
};

/** Of a project that nobody of the team wrote, those work who own a finding, and nobody else. */
const teamFor = (
  { phase, iteration, named, due }: EnterInput,
  { personas, imported }: Charter,
): readonly TeamMember[] => {
  if (imported === undefined) return selectTeam(personas, phase, iteration, new Set(named));
  // From the second iteration on a finding brings also an optional persona into the team.
  const team = selectTeam(personas, phase, Math.max(2, iteration), new Set(due));
  const working = new Set(due);
  return team
    .filter(({ id }) => working.has(id))
    .map((member) => ({ ...member, dependsOn: member.dependsOn.filter((id) => working.has(id)) }));
};

const planMenders = (team: readonly TeamMember[]): readonly PlannedMember[] =>
  team.map(({ id, name, dependsOn }) => ({
    ...{ id, name, dependsOn },
    why: 'owns a finding',
    need: 'run',
  }));

const record = async (
  { objects, records }: Environment,
  input: EnterInput,
  entry: Entry,
): Promise<void> => {
  const { executionId, phase, iteration, judgement, tree } = input;
  await records.saveGate(executionId, {
    phase,
    judgement,
    iteration,
    kind: 'entry',
    verdict: entry.kind === 'open' ? 'passed' : entry.block.kind,
    tree,
    evidence: await putJson(objects, { phase, evidence: [], entry }),
    errors: entry.kind === 'open' ? 0 : 1,
    warnings: 0,
  });
};

/** The entry gate: finds what would make the phase fail before anything is paid for. */
export const createEnterPhase = (environment: Environment): Activities['enterPhase'] =>
  async function enterPhase(input) {
    const { objects, records, matches } = environment;
    await keepReport(records, input.executionId, input.report);
    const charter = await readCharter(objects, input.charter);
    const personas = await readPersonas(objects, charter);
    const tree = await getTree(objects, input.tree);
    const team = teamFor(input, charter);
    const block =
      (await outsideProblem(environment, input, charter, askedBy(input, charter, team))) ??
      (await lostBlob(environment, tree)) ??
      (charter.imported === undefined ? unfed(input, team, personas, tree, matches) : undefined);
    const entry: Entry =
      block !== undefined
        ? { kind: 'closed', block }
        : charter.imported === undefined
          ? { kind: 'open', team: planMembers(input, team, personas, tree, matches) }
          : { kind: 'open', team: planMenders(team) };
    await record(environment, input, entry);
    return entry;
  };
