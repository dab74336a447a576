import { spawnSync } from 'node:child_process';
import { createPlain } from '../../../src/adapters/sandbox/index.ts';
import type { Sandbox } from '../../../src/ports/sandbox.ts';

/** A Python that has pytest, which the system's own need not have. */
export const { stdout: PYTHON } = spawnSync(
  'python3',
  ['-c', 'import pytest, sys; print(sys.executable, end="")'],
  { encoding: 'utf8' },
);

/** A plain child process that runs it. */
export const withPytest = (): Sandbox => {
  const plain = createPlain();
  return {
    ...plain,
    run: ({ argv: [, ...args], ...command }) => plain.run({ ...command, argv: [PYTHON, ...args] }),
  };
};
