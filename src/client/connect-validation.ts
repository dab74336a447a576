/** Puts together what judging a folder takes: neither Temporal nor Postgres is asked. */
import type { PackageSettings, SandboxSettings } from '../config/index.ts';
import type { SandboxLimits } from '../domain/settings.ts';
import type { ProjectJudgement } from '../domain/project-judgement.ts';
import type { Thresholds } from '../domain/thresholds.ts';
import type { ValidationRequest, ValidationServices } from '../validation/validate.ts';

export type { ValidationRequest } from '../validation/validate.ts';

export interface ValidationSettings {
  readonly personaFolders: readonly string[];
  readonly sandbox: SandboxSettings;
  readonly packages: PackageSettings;
  readonly limits: SandboxLimits;
  /** The time for mutants, in ms; none are tried when absent. */
  readonly mutationMs?: number;
  /** The time for running tests again, in ms; they are not when absent. */
  readonly orderMs?: number;
  readonly thresholds: Thresholds;
}

const sandboxOf = async (
  settings: SandboxSettings,
): Promise<Pick<ValidationServices, 'sandbox' | 'noSandbox'>> => {
  const { openSandbox, sweepSandboxes } = await import('../adapters/sandbox/index.ts');
  // What an earlier judgement left that was killed.
  await sweepSandboxes();
  const opened = await openSandbox(settings);
  return opened.kind === undefined
    ? { sandbox: undefined, noSandbox: opened.reason }
    : { sandbox: opened.sandbox, noSandbox: '' };
};

const packagesOf = async (
  settings: PackageSettings,
): Promise<Pick<ValidationServices, 'packages'>> => {
  if (settings.registries.length === 0) return {};
  const { createPackages } = await import('../adapters/packages/index.ts');
  return { packages: createPackages(settings)(settings) };
};

/** Judges a project on this machine; see `validation/validate.ts` for what it throws. */
export const validateProject = async (
  request: ValidationRequest,
  settings: ValidationSettings,
): Promise<ProjectJudgement> => {
  const { createMemoryObjects } = await import('../adapters/objects/memory.ts');
  const { createFolderWorkspaces } = await import('../adapters/workspaces/folders.ts');
  const { createProjects } = await import('../adapters/projects/index.ts');
  const { matches } = await import('../adapters/globs/picomatch.ts');
  const { loadPersonas } = await import('./connect.ts');
  const { validate } = await import('../validation/validate.ts');
  const objects = createMemoryObjects();
  const services: ValidationServices = {
    projects: createProjects(),
    objects,
    workspaces: createFolderWorkspaces({ objects }),
    matches,
    personas: await loadPersonas(settings.personaFolders),
    ...(await sandboxOf(settings.sandbox)),
    ...(await packagesOf(settings.packages)),
    limits: settings.limits,
    ...(settings.mutationMs === undefined ? {} : { mutationMs: settings.mutationMs }),
    ...(settings.orderMs === undefined ? {} : { orderMs: settings.orderMs }),
    thresholds: settings.thresholds,
  };
  return validate(services, request);
};
