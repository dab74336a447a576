import type { TreePath } from '../../domain/tree.ts';
import type { Chosen } from '../conventions.ts';
import type { Framework } from '../test/canary/source.ts';

type Argv = readonly [string, ...string[]];

/** Options of Node that code may need, with a value behind `=` or apart. */
const CODE_OPTION =
  /^--(import|require|loader|experimental-[\w-]+|no-warnings|conditions|env-file)\b|^-[rC]$/;
/** Of these the value may stand apart. */
const WITH_VALUE = /^(--(import|require|loader|experimental-loader|conditions|env-file)|-[rC])$/;

/** Options of Node before `--test` that code may need; reporters and filters are not among them. */
const nodeOptions = (script: string): readonly string[] => {
  const given = /\bnode\s+([^&|;]*?)--test(?=\s|$)/.exec(script)?.[1] ?? '';
  const words = given.split(/\s+/).filter((word) => word !== '');
  return words.flatMap((word, at) => {
    if (!CODE_OPTION.test(word)) return [];
    const value = words[at + 1];
    return WITH_VALUE.test(word) && value !== undefined ? [word, value] : [word];
  });
};

/** Files that are run one by one; of more, starting a process for each takes longer than all. */
const FEW = 3;

/** A path that a shell takes as it is. */
const PLAIN_PATH = /^[\w./-]+\.[cm]?js$/;

/** tape runs a file that Node is given; where nothing is built or loaded before, one needs no more. */
const byTape = (script: string, files: readonly TreePath[]): Argv | undefined => {
  const alone = /^tape(?: +["']?[\w./*{},-]+["']?)+$/.test(script) && !/\s-/.test(script);
  const few = files.length > 0 && files.length <= FEW;
  return alone && few && files.every((path) => PLAIN_PATH.test(path))
    ? ['sh', '-c', files.map((path) => `node ./${path}`).join(' && ')]
    : undefined;
};

/** Whether any test files can be run by a command of ours, and one takes less time than all. */
export const runsFiles = (framework: Framework | undefined): boolean =>
  framework === 'node:test' || framework === 'pytest' || framework === 'unittest';

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
      return [
        ...(['python3', '-m', 'pytest', '-q', '-x', '-p', 'no:cacheprovider'] as const),
        // Such as what turns its own coverage off, which fails where only some tests are run.
        ...(step.argv[2] === 'pytest' ? step.argv.slice(3) : []),
        ...files,
      ];
    case 'unittest':
      return ['python3', '-m', 'unittest', '-f', ...files];
    case 'tape':
      return byTape(script, files) ?? step.argv;
    default:
      return step.argv;
  }
};
