import type { Holds, Sandbox } from '../../ports/sandbox.ts';
import { createBubblewrap } from './bubblewrap.ts';
import type { Engine } from './container/arguments.ts';
import { createContainer } from './container/container.ts';
import type { EngineVariables } from './container/engine.ts';
import { findEngine } from './container/find-engine.ts';
import { sweepContainers } from './container/sweep.ts';
import { detectSandbox } from './detect.ts';
import { tryOut } from './try-out.ts';

export interface SandboxSettings {
  /** Which one is to be used; `auto`: bubblewrap, else an engine that is there. */
  readonly sandbox: 'auto' | 'bubblewrap' | Engine | 'none';
  /** Image of containers. */
  readonly image: string;
  /** What a container engine is asked with. */
  readonly environment: EngineVariables;
}

/** A sandbox that has run something; `reason` says why there is none, and the way to one. */
export type Opened =
  | {
      readonly kind: 'bubblewrap' | 'container';
      readonly sandbox: Sandbox;
      readonly program: string;
      readonly holds: Holds;
    }
  | { readonly kind: undefined; readonly reason: string };

const SWITCHED_OFF =
  'the setting "sandbox" is "none": set it to "auto", and install bubblewrap where it is missing (Debian and Ubuntu: apt-get install bubblewrap).';

const openBubblewrap = async (): Promise<Opened> => {
  const found = await detectSandbox();
  return found.kind === undefined
    ? found
    : { ...found, sandbox: createBubblewrap({ program: found.program }) };
};

const openContainer = async (
  engine: Engine,
  { image, environment }: SandboxSettings,
): Promise<Opened> => {
  const found = await findEngine(engine, environment);
  if ('reason' in found) return { kind: undefined, reason: found.reason };
  const { program } = found;
  await sweepContainers(program, environment);
  const sandbox = createContainer({ engine, program, image, environment });
  const tried = await tryOut(sandbox);
  return 'problem' in tried
    ? {
        kind: undefined,
        reason: `${program} does not run a command in the image ${image} (it is not fetched; the setting "container.image" names another): ${tried.problem}`,
      }
    : { kind: 'container', sandbox, program, holds: tried.holds };
};

/** Opens the sandbox that the settings ask for, and really runs something in it. */
export const openSandbox = async (settings: SandboxSettings): Promise<Opened> => {
  const { sandbox } = settings;
  if (sandbox === 'none') return { kind: undefined, reason: SWITCHED_OFF };
  if (sandbox === 'docker' || sandbox === 'podman') return openContainer(sandbox, settings);
  const first = await openBubblewrap();
  if (first.kind !== undefined || sandbox === 'bubblewrap') return first;
  const reasons = [first.reason];
  for (const engine of ['docker', 'podman'] as const) {
    const opened = await openContainer(engine, settings);
    if (opened.kind !== undefined) return opened;
    reasons.push(opened.reason);
  }
  return { kind: undefined, reason: reasons.join(' ') };
};
