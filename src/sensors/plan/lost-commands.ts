import type { Finding } from '../../domain/finding.ts';
import { phaseIndex } from '../../domain/phases.ts';
import type { Baseline, SenseContext } from '../sensor.ts';
import { clip } from '../normalize.ts';
import { PLAN_FILE } from './plan.ts';
import type { PlannedCommand } from './plan.ts';
import { readPlan } from './read-plan.ts';

/** What a command does, whatever it is called and however long it may take. */
const deedOf = ({ argv, report }: PlannedCommand): string => JSON.stringify([argv, report ?? null]);

/** What is still run of what was accepted: the same command with the same report, no later. */
const stillThere = (accepted: PlannedCommand, now: readonly PlannedCommand[]): boolean =>
  now.some(
    (command) =>
      deedOf(command) === deedOf(accepted) &&
      phaseIndex(command.phase) <= phaseIndex(accepted.phase),
  );

/**
 * Commands of the accepted plan that are not run any more as they were. Adding to a plan is free;
 * `undefined` where nothing was accepted that could be lost.
 */
export const lostCommands = async (
  ctx: SenseContext,
  baseline: Baseline,
): Promise<readonly Finding[] | undefined> => {
  const before = await readPlan(baseline);
  if (before.kind !== 'plan') return undefined;
  const after = await readPlan(ctx);
  const now = after.kind === 'plan' ? after.plan : [];
  const lost = before.plan.filter((command) => !stillThere(command, now));
  if (lost.length === 0) return [];
  const names = clip(lost.map(({ name }) => name).join(', '), 300);
  return [
    {
      severity: 'error',
      rule: 'integrity.test_plan',
      path: PLAN_FILE,
      expected: clip(lost.map(({ argv }) => argv.join(' ')).join('\n'), 600),
      actual: clip(
        now.map(({ argv }) => argv.join(' ')).join('\n') || 'no plan that can be used',
        600,
      ),
      message: `${PLAN_FILE} no longer runs what was accepted (${names}): put it back as it was, or have a person accept it.`,
      owner: (ctx.tree.has(PLAN_FILE) ? ctx : baseline).producerOf(PLAN_FILE),
    },
  ];
};
