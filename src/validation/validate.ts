import { adoptionOf } from '../domain/adoption.ts';
import type { SensorName } from '../domain/evidence.ts';
import { mendingPlan } from '../domain/mending.ts';
import type { MendingPlan } from '../domain/mending.ts';
import { NeedsPerson } from '../domain/needs-person.ts';
import type { Matches } from '../domain/ownership.ts';
import type { Persona } from '../domain/persona.ts';
import { PHASES } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import { judgeProject } from '../domain/project-judgement.ts';
import type {
  JudgedAgainst,
  PhaseEvidence,
  ProjectJudgement,
} from '../domain/project-judgement.ts';
import { promisedBy } from '../domain/promised.ts';
import type { Contracts, Promised } from '../domain/promised.ts';
import type { SandboxLimits } from '../domain/settings.ts';
import type { Thresholds } from '../domain/thresholds.ts';
import { treeBytes } from '../domain/tree.ts';
import type { Tree } from '../domain/tree.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { Packages } from '../ports/packages.ts';
import type { ImportedProject, Projects } from '../ports/projects.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import { putTree } from '../ports/trees.ts';
import type { Workspaces } from '../ports/workspaces.ts';
import { survey } from '../sensors/survey.ts';
import { teamAt } from './team.ts';

/** What judging takes; put together by the client's `connect-validation.ts`. */
export interface ValidationServices {
  readonly projects: Projects;
  /** Of this one judgement; nothing else is in it. */
  readonly objects: ObjectStore;
  readonly workspaces: Workspaces;
  readonly matches: Matches;
  readonly personas: readonly Persona[];
  /** Where the project's code may run; absent when there is no such place. */
  readonly sandbox: Sandbox | undefined;
  /** Where the packages that it needs come from; absent where it is installed without a network. */
  readonly packages?: Packages | undefined;
  /** Said beside the refusal to run anything without a sandbox. */
  readonly noSandbox: string;
  readonly limits: SandboxLimits;
  /** The time for mutants, in ms; none are tried when absent. */
  readonly mutationMs?: number;
  /** The time for running tests again, in ms; they are not when absent. */
  readonly orderMs?: number;
  readonly thresholds: Thresholds;
}

export interface ValidationRequest {
  readonly dir: string;
  /** One phase, as its exit gate would judge; all five when absent. */
  readonly phase?: Phase;
  readonly against?: Omit<JudgedAgainst, 'tree'>;
  readonly contracts: Contracts;
  /** Who owns findings: one keeper of the project, as is usual, or the personas who would mend them. */
  readonly owners?: 'personas';
  readonly signal: AbortSignal;
  /** Told before each sensor begins. */
  readonly onStep: (name: SensorName | 'reading') => void;
}

/** Something of the project has to run, and there is no sandbox here. */
export class NoSandbox extends Error {
  override readonly name = 'NoSandbox';
}

interface Read {
  readonly project: ImportedProject;
  readonly tree: ProjectJudgement['tree'];
}

const read = async (
  { projects, objects }: ValidationServices,
  { dir, against }: Pick<ValidationRequest, 'dir' | 'against'>,
): Promise<{ readonly now: Read; readonly before: Read | undefined }> => {
  const kept = async (project: ImportedProject): Promise<Read> => ({
    project,
    tree: await putTree(objects, project.tree),
  });
  const now = await kept(await projects.folder(dir, objects));
  if (against === undefined) return { now, before: undefined };
  const before =
    against.kind === 'folder'
      ? projects.folder(against.name, objects)
      : projects.revision(dir, against.name, objects);
  return { now, before: await kept(await before) };
};

type Baseline = { readonly treeDigest: Read['tree']; readonly tree: Tree } | undefined;

const baselineOf = (before: Read | undefined): Baseline =>
  before && { treeDigest: before.tree, tree: before.project.tree };

/** Measures the project as all of the phases' gates would. */
const measure = async (
  services: ValidationServices,
  { signal, onStep, owners }: ValidationRequest,
  { now, before }: Awaited<ReturnType<typeof read>>,
  members: readonly Promised[],
  phases: readonly Phase[],
): Promise<readonly PhaseEvidence[]> => {
  const baseline = baselineOf(before);
  const adoption =
    owners === 'personas'
      ? adoptionOf(services.personas, members, services.matches)
      : { teamAt: (phase: Phase) => teamAt(members, phase) };
  const measured = await survey({
    ...services,
    phases,
    treeDigest: now.tree,
    tree: now.project.tree,
    // Of these no persona mends any: they are not in the tree that it would work on.
    imported: owners === undefined ? now.project.oddities : [],
    teamAt: adoption.teamAt,
    ...('adopterOf' in adoption ? { adopterOf: adoption.adopterOf } : {}),
    promised: members.length > 0,
    ...(baseline === undefined ? {} : { baseline }),
    trusted: false,
    signal,
    onSensor: onStep,
  });
  return 'assign' in adoption ? measured.map(adoption.assign) : measured;
};

/** Who would mend what the failing phases found, and what of the folder nobody would. */
const planOf = (
  { personas }: ValidationServices,
  measured: readonly PhaseEvidence[],
  judged: ProjectJudgement['phases'],
): MendingPlan => {
  const failing = measured.filter((_, at) => judged[at]?.verdict === 'failed');
  const found = failing.map(({ phase, evidence }) => ({
    phase,
    findings: evidence.flatMap(({ findings }) => findings),
  }));
  return mendingPlan(found, personas);
};

/**
 * Judges a project as the exit gates would, without changing it and without anything that runs.
 * @throws ProjectUnreadable; NoSandbox when its code has to run and may not; the signal's reason
 */
export const validate = async (
  services: ValidationServices,
  request: ValidationRequest,
): Promise<ProjectJudgement> => {
  const started = performance.now();
  request.onStep('reading');
  const trees = await read(services, request);
  const { now, before } = trees;
  const known = before === undefined ? [now] : [now, before];
  const members = promisedBy(
    request.contracts,
    services.personas,
    known.map(({ project }) => project.tree),
    services.matches,
  );
  const phases = request.phase === undefined ? PHASES : [request.phase];
  try {
    const measured = await measure(services, request, trees, members, phases);
    const judged = judgeProject(measured, services.thresholds);
    return {
      project: request.dir,
      ...judged,
      ...(request.owners === undefined ? {} : { plan: planOf(services, measured, judged.phases) }),
      tree: now.tree,
      files: now.project.tree.size,
      bytes: treeBytes(now.project.tree),
      leftOut: now.project.leftOut,
      ...(request.against === undefined || before === undefined
        ? {}
        : { against: { ...request.against, tree: before.tree } }),
      contracts: [...new Set(members.map(({ persona }) => persona.id))],
      ms: Math.round(performance.now() - started),
    };
  } catch (error) {
    if (!(error instanceof NeedsPerson)) throw error;
    throw new NoSandbox(
      `The project's code may run only in a sandbox, and there is none here: ${services.noSandbox}`,
      { cause: error },
    );
  }
};
