import type { Equip } from '../ports/packages.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import { createEquip } from '../sensors/index.ts';
import type { Member } from '../sensors/index.ts';
import type { Charter } from './contracts/admission.ts';
import type { RunPersonaInput } from './contracts/persona-runs.ts';
import type { Environment } from './environment.ts';
import { packagesFor } from './measure.ts';
import { allTrusted } from './sandboxes.ts';

/** The packages that commands of a persona see: those that the gates would install, as far as granted. */
export const equipFor = (
  environment: Environment,
  { models, phase }: Pick<RunPersonaInput, 'models' | 'phase'>,
  charter: Charter,
  member: Member,
  sandbox: Sandbox | undefined,
): Equip | undefined => {
  const ours = charter.imported === undefined && allTrusted(environment, models);
  // A product of ours needs none.
  if (sandbox === undefined || ours) return undefined;
  const { objects, workspaces, matches } = environment;
  return createEquip({
    ...{ objects, workspaces, matches, phase, sandbox },
    team: [member],
    packages: packagesFor(environment, { models }, charter),
    limits: charter.settings.limits.sandbox,
  });
};
