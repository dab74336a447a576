import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import type { TreePath } from '../../domain/tree.ts';
import { endOf, runCommand } from '../command.ts';
import { withoutEscapes } from '../normalize.ts';
import type { SenseContext } from '../sensor.ts';
import { readReports } from './formats/index.ts';
import { total } from './report.ts';

/**
 * A command that starts no test runner that we know may print whatever it likes. So what is
 * written for node:test is run once more, by a command of ours, and must come to the same.
 */
export const contradiction = async (
  ctx: SenseContext,
  command: string,
  tests: readonly TreePath[],
  claim: { readonly passed: number; readonly owner: PersonaId },
): Promise<readonly Finding[]> => {
  if (tests.length === 0) return [];
  const run = await runCommand(ctx, await ctx.scratch(), ['node', '--test', ...tests]);
  const { passed } = total(readReports(withoutEscapes(run.result.output)));
  if (run.result.exitCode === 0 && passed >= claim.passed) return [];
  return [
    {
      severity: 'error',
      rule: 'tests.forged',
      expected: `${String(claim.passed)} passing tests`,
      actual: `${String(passed)}, and node --test ${endOf(run.result)}`,
      message: `"${command}" speaks of ${String(claim.passed)} passing tests; run directly, ${String(passed)} of them pass. Let the test command run them.`,
      owner: claim.owner,
    },
  ];
};
