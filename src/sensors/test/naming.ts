import type { TestWay } from './canary/way.ts';
import { expandScript } from './suite.ts';

/** A command of tests, and its environment, so that what passed is told by name. */
export interface Naming {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

/** The runner that a script ends with, alone: only then words after it are the runner's. */
const LAST = /^[^|;&]*?(?:^|\s|\/)(jest|vitest run|vitest)(?:\s[^|;&]*)?$/;

const AFTER: Readonly<Record<string, string>> = {
  jest: '--verbose',
  vitest: '--reporter=verbose',
  'vitest run': '--reporter=verbose',
};

/** Nothing of this changes which tests are run, or how they end. */
export const naming = ({ files, step }: TestWay): Naming => {
  const { argv, command } = step;
  const [program] = argv;
  if (command.includes(' -m unittest')) return { argv: [...argv, '-v'], env: {} };
  const python = files.paths.some((path) => path.endsWith('.py'));
  const env: Naming['env'] = python ? { PYTEST_ADDOPTS: '-rfEps' } : {};
  if (step.script === undefined || (program !== 'npm' && program !== 'sh')) return { argv, env };
  const last = expandScript(files, step.script).split('&&').at(-1)?.trim() ?? '';
  const runner = LAST.exec(last)?.[1];
  const direct = last === step.script.split('&&').at(-1)?.trim();
  const word = runner === undefined || !direct ? undefined : AFTER[runner];
  if (word === undefined) return { argv, env };
  return {
    argv:
      program === 'npm'
        ? [...argv, '--', word]
        : [program, ...argv.slice(1, -1), `${argv.at(-1) ?? ''} ${word}`],
    env,
  };
};
