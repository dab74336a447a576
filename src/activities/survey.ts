import { adoptionOf } from '../domain/adoption.ts';
import { isError } from '../domain/finding.ts';
import { planMending } from '../domain/mending.ts';
import type { Persona } from '../domain/persona.ts';
import { isKnown } from '../domain/project-judgement.ts';
import type { PhaseEvidence } from '../domain/project-judgement.ts';
import { assignedIn } from '../domain/promised.ts';
import type { Promised } from '../domain/promised.ts';
import { getTree } from '../ports/trees.ts';
import { survey } from '../sensors/survey.ts';
import { readCharter, readPersonas } from './charter.ts';
import { conclude } from './conclude.ts';
import type { Activities } from './contracts/activities.ts';
import type { Charter } from './contracts/admission.ts';
import type { Surveyed, SurveyInput } from './contracts/survey.ts';
import type { Control, Environment } from './environment.ts';
import { packagesFor } from './measure.ts';
import { mergeEvidence } from './merge-evidence.ts';
import { keepReport } from './report.ts';
import { storeWork, withCommand } from './rework-plan.ts';
import { sandboxFor } from './sandboxes.ts';

/** Whose contracts an imported project is held to, as admission recorded it. */
const heldIn = ({ imported }: Charter, personas: readonly Persona[]): readonly Promised[] =>
  assignedIn(personas).filter(
    ({ persona, assignment }) =>
      imported?.held.some(
        (item) => item.persona === persona.id && item.phase === assignment.phase,
      ) ?? false,
  );

const measure = async (
  environment: Environment,
  { signal, beat }: Control,
  { phases, tree, baseline, models }: SurveyInput,
  charter: Charter,
): Promise<readonly PhaseEvidence[]> => {
  const { objects, workspaces, matches } = environment;
  const personas = [...(await readPersonas(objects, charter)).values()];
  const held = heldIn(charter, personas);
  const { teamAt, adopterOf, assign } = adoptionOf(personas, held, matches);
  const measured = await survey({
    phases: phases.map(({ phase }) => phase),
    treeDigest: tree,
    tree: await getTree(objects, tree),
    ...(baseline === undefined
      ? {}
      : { baseline: { treeDigest: baseline, tree: await getTree(objects, baseline) } }),
    teamAt,
    adopterOf,
    promised: held.length > 0,
    objects,
    workspaces,
    sandbox: await sandboxFor(environment, models, true),
    packages: packagesFor(environment, { models }, charter),
    trusted: false,
    limits: charter.settings.limits.sandbox,
    mutationMs: charter.settings.mutationMs ?? 0,
    matches,
    signal,
    onSensor: (name) => {
      beat(`measuring: ${name}`);
    },
  });
  return measured.map(assign);
};

/** Whether tests ran, and whoever ran them can be believed: some of them may have failed. */
const testsRan = (measured: readonly PhaseEvidence[]): boolean => {
  const found = measured.at(-1)?.evidence.find(({ sensor }) => sensor === 'test');
  if (found?.outcome !== 'measured' || found.failing === undefined) return false;
  const failed = ['tests.failed', 'tests.no_browser'];
  return found.findings.filter(isError).every(({ rule }) => failed.includes(rule));
};

const judgeAll = async (
  environment: Environment,
  control: Control,
  input: SurveyInput,
  charter: Charter,
  measured: readonly PhaseEvidence[],
): Promise<Surveyed['gates']> => {
  const { executionId, tree, turns, testGates = [] } = input;
  const gates: Surveyed['gates'][number][] = [];
  for (const [at, { phase, evidence }] of measured.entries()) {
    const { iteration = 0, limit = 1, earlierRaws = [] } = input.phases[at] ?? {};
    const judgement = input.judgement + at;
    const turn = { phase, judgement, iteration, limit, earlierRaws };
    const gate = { executionId, tree, turns, testGates, ...turn };
    gates.push({ phase, ...(await conclude(environment, control, gate, charter, evidence)) });
  }
  return gates;
};

/** All exit gates over a project that nobody of the team wrote, and who is to mend it. */
export const createSurvey =
  (environment: Environment, control: () => Control): Activities['survey'] =>
  async (input) => {
    const { objects, records } = environment;
    await keepReport(records, input.executionId, input.report);
    const charter = await readCharter(objects, input.charter);
    const merges = await mergeEvidence(environment, input.tree, input.conflicts);
    const measured = (await measure(environment, control(), input, charter)).map((each) => ({
      ...each,
      evidence: [...merges, ...each.evidence],
    }));
    const gates = await judgeAll(environment, control(), input, charter, measured);
    const failing = measured
      .filter((_, at) => gates[at]?.verdict !== 'passed')
      .map(({ phase, evidence }) => ({ phase, findings: evidence.flatMap(withCommand) }));
    const plan = planMending(failing, charter.personas);
    return {
      gates,
      testsRan: testsRan(measured),
      known: isKnown(measured),
      ...(plan === undefined ? {} : { rework: await storeWork(environment, plan) }),
    };
  };
