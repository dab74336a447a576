import { measured, skipped } from '../evidence.ts';
import type { Member, Sensor } from '../sensor.ts';
import { checkSections, checkThresholds } from './documents.ts';
import { checkDirectories, checkFiles } from './files.ts';
import { checkValidations } from './validation.ts';
import { viewOf } from './view.ts';
import type { Check, FilesView } from './view.ts';

/** All rules of one persona's contract; each rule is one check. */
export const checkContract = async (member: Member, view: FilesView): Promise<readonly Check[]> => [
  ...checkFiles(member, view),
  ...checkDirectories(member, view),
  ...(await checkSections(member, view)),
  ...(await checkThresholds(member, view)),
  ...(await checkValidations(member, view)),
];

/**
 * Holds the tree against the contract of everybody who has had a turn: also of earlier phases, so
 * that nothing that passed there gets lost.
 */
export const contractSensor: Sensor = {
  name: 'contract',
  async sense(ctx) {
    const started = performance.now();
    const view = viewOf(ctx);
    const checks: Check[] = [];
    for (const member of ctx.team) checks.push(...(await checkContract(member, view)));
    if (checks.length === 0) return skipped(ctx, 'contract', 'no contract names a rule');
    return measured(ctx, 'contract', {
      note: `${String(checks.length)} rules of ${String(ctx.team.length)} contracts`,
      checked: checks.length,
      held: checks.filter(({ held }) => held).length,
      ms: Math.round(performance.now() - started),
      findings: checks.flatMap(({ findings }) => findings),
    });
  },
};
