import type { Evidence, SensorName } from '../domain/evidence.ts';
import { NeedsPerson } from '../domain/needs-person.ts';
import type { Matches } from '../domain/ownership.ts';
import type { Persona } from '../domain/persona.ts';
import { PHASES } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import { judgeProject } from '../domain/project-judgement.ts';
import type { JudgedAgainst, ProjectJudgement } from '../domain/project-judgement.ts';
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
import { sense, sensorsFor } from '../sensors/index.ts';
import type { Member } from '../sensors/index.ts';
import { membersFor, teamAt } from './team.ts';
import type { Contracts } from './team.ts';

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
  readonly thresholds: Thresholds;
}

export interface ValidationRequest {
  readonly dir: string;
  /** One phase, as its exit gate would judge; all five when absent. */
  readonly phase?: Phase;
  readonly against?: Omit<JudgedAgainst, 'tree'>;
  readonly contracts: Contracts;
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

/** A library has nothing to start: where nobody promised a service, none is missing. */
const withoutService = (evidence: Evidence): Evidence =>
  evidence.sensor === 'smoke' && evidence.command === undefined
    ? { ...evidence, outcome: 'skipped', checked: 0, held: 0, findings: [] }
    : evidence;

/** Runs the sensors of the last phase; contracts again for those before, each with its own team. */
const measure = async (
  services: ValidationServices,
  { signal, onStep }: ValidationRequest,
  { now, before }: Awaited<ReturnType<typeof read>>,
  members: readonly Member[],
  phases: readonly Phase[],
): Promise<readonly { readonly phase: Phase; readonly evidence: readonly Evidence[] }[]> => {
  const baseline = baselineOf(before);
  const at = (phase: Phase) => ({
    ...services,
    phase,
    treeDigest: now.tree,
    tree: now.project.tree,
    imported: now.project.oddities,
    team: teamAt(members, phase),
    ...(baseline === undefined ? {} : { baseline }),
    trusted: false,
    signal,
    onSensor: onStep,
  });
  const last = phases.at(-1) ?? 'deployment';
  const sensed = await sense(at(last), sensorsFor(last));
  const all = members.length === 0 ? sensed.map(withoutService) : sensed;
  const of = async (phase: Phase): Promise<readonly Evidence[]> => {
    if (phase === last) return all;
    const sensors = sensorsFor(phase);
    const names = new Set(sensors.map(({ name }) => name));
    names.delete('contract');
    const own = await sense(
      at(phase),
      sensors.filter(({ name }) => name === 'contract'),
    );
    return [...own, ...all.filter(({ sensor }) => names.has(sensor))];
  };
  const judged = [];
  for (const phase of phases) judged.push({ phase, evidence: await of(phase) });
  return judged;
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
  const members = membersFor(
    request.contracts,
    services.personas,
    known.map(({ project }) => project.tree),
    services.matches,
  );
  const phases = request.phase === undefined ? PHASES : [request.phase];
  try {
    const measured = await measure(services, request, trees, members, phases);
    return {
      project: request.dir,
      ...judgeProject(measured, services.thresholds),
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
