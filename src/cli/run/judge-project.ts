import { stat } from 'node:fs/promises';
import type { ValidationRequest } from '../../client/connect-validation.ts';
import { packageSettings, sandboxSettings } from '../../config/index.ts';
import type { Phase } from '../../domain/phases.ts';
import type { ProjectJudgement } from '../../domain/project-judgement.ts';
import type { Context } from '../context.ts';
import { readConfig } from '../with-client.ts';
import { onInterrupt } from './interrupt.ts';
import { judgingProgress } from './judging-progress.ts';

export interface JudgeFlags {
  readonly phase?: Phase;
  readonly against?: string;
  readonly contracts: ValidationRequest['contracts'];
  readonly json?: true;
  readonly owners?: 'personas';
}

/** A folder of this name goes before a revision of the same name. */
const againstOf = async (name: string): Promise<NonNullable<ValidationRequest['against']>> => {
  const found = await stat(name).catch(() => undefined);
  return { name, kind: found?.isDirectory() === true ? 'folder' : 'revision' };
};

/** Judges a project, and shows how far that is. @returns nothing when it was interrupted. */
export const judgeProject = async (
  context: Context,
  dir: string,
  { phase, against, contracts, owners, json }: JudgeFlags,
): Promise<ProjectJudgement | undefined> => {
  const { config } = await readConfig();
  const { validateProject } = await import('../../client/connect-validation.ts');
  const interrupt = onInterrupt(context.closed);
  const shown = json !== true && context.stdout.isTTY;
  const progress = shown ? judgingProgress(context) : undefined;
  const request: ValidationRequest = {
    dir,
    ...(phase === undefined ? {} : { phase }),
    ...(against === undefined ? {} : { against: await againstOf(against) }),
    ...(owners === undefined ? {} : { owners }),
    contracts,
    signal: interrupt.signal,
    onStep: (name) => progress?.step(name),
  };
  try {
    const { personaFolders, limits, thresholds, gates } = config;
    const settings = {
      personaFolders,
      sandbox: sandboxSettings(config),
      packages: packageSettings(config),
      limits: limits.sandbox,
      mutationMs: 1000 * gates.mutationSeconds,
      orderMs: 1000 * gates.orderSeconds,
      thresholds,
    };
    const judgement = await validateProject(request, settings);
    return interrupt.signal.aborted ? undefined : judgement;
  } catch (error) {
    if (interrupt.signal.aborted) return undefined;
    throw error;
  } finally {
    progress?.done();
    interrupt.dispose();
  }
};
