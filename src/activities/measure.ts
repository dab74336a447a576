import type { Evidence } from '../domain/evidence.ts';
import type { Persona, PersonaId } from '../domain/persona.ts';
import { sense, sensorsFor } from '../sensors/index.ts';
import type { Member, SenseRequest } from '../sensors/index.ts';
import { getTree } from '../ports/trees.ts';
import { readParts } from './charter.ts';
import type { Charter } from './contracts/admission.ts';
import type { JudgeInput } from './contracts/gates.ts';
import type { Control, Environment } from './environment.ts';
import { allTrusted, sandboxFor } from './sandboxes.ts';

/** One persona that works alone owns whatever each member of a team would have promised. */
const membersAlone = async (
  { objects }: Environment,
  { phase }: JudgeInput,
  charter: Charter,
  personas: ReadonlyMap<PersonaId, Persona>,
): Promise<readonly Member[] | undefined> => {
  const parts = await readParts(objects, charter, phase);
  const [persona] = personas.values();
  return persona === undefined
    ? undefined
    : parts?.map(({ assignment }) => ({ persona, assignment }));
};

const membersOf = (
  { turns }: JudgeInput,
  personas: ReadonlyMap<PersonaId, Persona>,
): readonly Member[] =>
  turns.flatMap(({ persona: id, phase }): readonly Member[] => {
    const persona = personas.get(id);
    const assignment = persona?.assignments.find((item) => item.phase === phase);
    return persona === undefined || assignment === undefined ? [] : [{ persona, assignment }];
  });

const baselineOf = async (
  { objects }: Environment,
  { baseline, phase }: JudgeInput,
): Promise<Pick<SenseRequest, 'baseline'>> =>
  baseline === undefined
    ? {}
    : {
        baseline: {
          treeDigest: baseline,
          tree: await getTree(objects, baseline),
          // What was accepted right before has passed the gate that measures tests.
          measured: phase === 'deployment',
        },
      };

const attemptOf = async (
  { objects }: Environment,
  { attempt }: JudgeInput,
): Promise<Pick<SenseRequest, 'attempt'>> =>
  attempt === undefined
    ? {}
    : { attempt: { treeDigest: attempt, tree: await getTree(objects, attempt) } };

/** A product of ours needs no package, and never has a network. */
export const packagesFor = (
  environment: Environment,
  { models }: Pick<JudgeInput, 'models'>,
  { settings: { packages }, imported }: Charter,
): SenseRequest['packages'] =>
  packages === undefined ||
  packages.registries.length === 0 ||
  (imported === undefined && allTrusted(environment, models))
    ? undefined
    : environment.packages(packages);

/** What the sensors of the phase measure on the tree. */
export const measure = async (
  environment: Environment,
  { signal, beat }: Control,
  input: JudgeInput,
  charter: Charter,
  personas: ReadonlyMap<PersonaId, Persona>,
): Promise<readonly Evidence[]> => {
  const { objects, workspaces, matches } = environment;
  return sense(
    {
      phase: input.phase,
      treeDigest: input.tree,
      tree: await getTree(objects, input.tree),
      ...(await baselineOf(environment, input)),
      ...(await attemptOf(environment, input)),
      team:
        (await membersAlone(environment, input, charter, personas)) ?? membersOf(input, personas),
      objects,
      workspaces,
      sandbox: await sandboxFor(environment, input.models, false),
      noSandbox: environment.sandboxes.missing(),
      trusted: allTrusted(environment, input.models),
      packages: packagesFor(environment, input, charter),
      limits: charter.settings.limits.sandbox,
      mutationMs: charter.settings.mutationMs ?? 0,
      orderMs: charter.settings.orderMs ?? 0,
      matches,
      signal,
      onSensor: (name) => {
        beat(`measuring: ${name}`);
      },
    },
    sensorsFor(input.phase),
  );
};
