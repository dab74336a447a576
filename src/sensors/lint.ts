import { conventionOf } from './conventions.ts';
import { skipped } from './evidence.ts';
import { notInstalled } from './install.ts';
import { runOwnCheck } from './own-check.ts';
import { readProject } from './project.ts';
import type { Sensor } from './sensor.ts';

/** Runs the project's own linter, where it has one; what it says is a matter of style: a warning. */
export const lintSensor: Sensor = {
  name: 'lint',
  async sense(ctx) {
    const files = await readProject(ctx);
    const step = conventionOf(files)?.lint(files);
    if (step === undefined) return skipped(ctx, 'lint', 'no linter is set up');
    if (notInstalled(ctx)) return skipped(ctx, 'lint', 'what it needs could not be installed');
    // A copy: some mend what they find.
    return runOwnCheck(ctx, await ctx.scratch(), 'lint', step, 'warning');
  },
};
