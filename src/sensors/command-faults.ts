import type { Finding } from '../domain/finding.ts';
import { endOf } from './command.ts';
import type { CommandRun } from './command.ts';
import type { Chosen } from './conventions.ts';
import { clip, lastWords } from './normalize.ts';
import { menderOf } from './owners.ts';
import { saidOf } from './said-of.ts';
import type { SenseContext } from './sensor.ts';
import { fileNamed } from './tree-files.ts';

/** Files named for one command; the first are most often the cause of the others. */
const NAMED = 20;

/**
 * What a command that failed found fault with: the files that its output names, each owned by who
 * produced it; where it names none, whoever the manifest is from.
 */
export const faultsOf = (
  ctx: SenseContext,
  { command }: Chosen,
  run: CommandRun,
  fault: Pick<Finding, 'severity' | 'rule'>,
): readonly Finding[] => {
  const byPath = saidOf(run.text, ctx.tree.keys());
  const shared = { ...fault, expected: 'exit code 0' };
  const actual = endOf(run.result);
  const findings = [...byPath].slice(0, NAMED).map(([path, text]): Finding => {
    const message = `"${command}" ${actual}. About ${path}: ${clip(text, 600)}`;
    return { ...shared, path, actual, message, owner: ctx.producerOf(path) };
  });
  if (findings.length > 0) return findings;
  const owner = menderOf(ctx, fileNamed(ctx.tree, 'package.json'));
  const message = `"${command}" ${actual}: ${lastWords(run.text)}`;
  return [{ ...shared, actual, message, owner }];
};
