import { conventionOf } from './conventions.ts';
import { skipped } from './evidence.ts';
import { notInstalled } from './install.ts';
import { runOwnCheck } from './own-check.ts';
import { readProject } from './project.ts';
import type { Sensor } from './sensor.ts';

/** Runs the project's own type check, where it has set one up. */
export const typesSensor: Sensor = {
  name: 'types',
  async sense(ctx) {
    const files = await readProject(ctx);
    const convention = conventionOf(files);
    const step = convention?.types(files);
    if (step === undefined) return skipped(ctx, 'types', 'no type check is set up');
    if (notInstalled(ctx)) return skipped(ctx, 'types', 'what it needs could not be installed');
    if (step.command === convention?.build(files)?.command) {
      return skipped(ctx, 'types', `${step.command} is what the build runs`);
    }
    const severity = step.guessed === true ? 'warning' : 'error';
    return runOwnCheck(ctx, await ctx.workspace(), 'types', step, severity);
  },
};
