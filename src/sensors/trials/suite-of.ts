import type { TreePath } from '../../domain/tree.ts';
import { conventionOf } from '../conventions.ts';
import type { Chosen, Convention } from '../conventions.ts';
import { readProject } from '../project.ts';
import type { Readable } from '../project.ts';
import { frameworkOf } from '../test/canary/framework.ts';
import type { Framework } from '../test/canary/source.ts';
import type { TestWay } from '../test/canary/way.ts';
import { expandScript } from '../test/suite.ts';
import { readText } from '../tree-files.ts';
import { testFilesOf } from './code-files.ts';

/** The tests of a tree, and how they are run. */
export interface SuiteOf extends TestWay {
  readonly convention: Convention;
  readonly step: Chosen;
  /** The command, with what it calls in its place. */
  readonly script: string;
  readonly framework: Framework | undefined;
  /** Test files with tests in them; one at least. */
  readonly tests: readonly TreePath[];
}

/** `undefined` where a tree has no tests, or says nowhere how they are run. */
export const suiteOf = async (side: Readable): Promise<SuiteOf | undefined> => {
  const files = await readProject(side);
  const convention = conventionOf(files);
  const step = convention?.test(files);
  if (convention === undefined || step === undefined) return undefined;
  const tests = await testFilesOf(side, convention.isTest);
  const [first] = tests;
  if (first === undefined) return undefined;
  const script = expandScript(files, step.script ?? step.command);
  const framework = frameworkOf(script, await readText(side, first));
  return { files, convention, step, script, framework, tests };
};
