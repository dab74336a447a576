import { declaredTests } from '../code/declared-tests.ts';
import { conventionOf } from '../conventions.ts';
import type { Chosen, Convention } from '../conventions.ts';
import { readProject } from '../project.ts';
import type { Baseline } from '../sensor.ts';
import { expandScript } from '../test/suite.ts';
import { readText } from '../tree-files.ts';

/** How the accepted tree was tested. */
export interface Accepted {
  readonly convention: Convention;
  readonly step: Chosen;
  /** The command, with what it calls in its place. */
  readonly script: string;
}

/** `undefined` where the accepted tree has no tests that could be weakened. */
export const acceptedTests = async ({ tree, read }: Baseline): Promise<Accepted | undefined> => {
  const files = await readProject({ tree, read });
  const convention = conventionOf(files);
  const step = convention?.test(files);
  if (convention === undefined || step === undefined) return undefined;
  for (const path of tree.keys()) {
    if (!convention.isTest(path)) continue;
    if (declaredTests(path, await readText({ read }, path)).length > 0) {
      return { convention, step, script: expandScript(files, step.script ?? step.command) };
    }
  }
  return undefined;
};
