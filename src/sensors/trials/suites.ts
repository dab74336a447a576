import type { TreePath } from '../../domain/tree.ts';
import type { Chosen } from '../conventions.ts';
import type { Framework } from '../test/canary/source.ts';

type Argv = readonly [string, ...string[]];

/** Options of Node before `--test` that code may need; reporters and filters are not among them. */
const nodeOptions = (script: string): readonly string[] => {
  const given = /\bnode\s+((?:--?\S+\s+)*?)--test\b/.exec(script)?.[1] ?? '';
  return given
    .split(/\s+/)
    .filter((word) => /^--(import|require|experimental|no-warnings)/.test(word));
};

/**
 * How some test files are run, by a command of ours where the framework is known well enough; else
 * the product's own command runs all that there are.
 */
export const commandFor = (
  framework: Framework | undefined,
  script: string,
  step: Chosen,
  files: readonly TreePath[],
): Argv => {
  switch (framework) {
    case 'node:test':
      // One file needs no process for a runner beside its own.
      return ['node', ...nodeOptions(script), ...(files.length === 1 ? [] : ['--test']), ...files];
    case 'pytest':
      return ['python3', '-m', 'pytest', '-q', '-x', '-p', 'no:cacheprovider', ...files];
    case 'unittest':
      return ['python3', '-m', 'unittest', '-f', ...files];
    default:
      return step.argv;
  }
};
