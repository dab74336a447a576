import type { Finding } from '../../domain/finding.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { documentedStarts } from './documented.ts';
import type { Documented } from './documented.ts';
import type { Start } from './launch.ts';
import type { Outcome } from './outcome.ts';

const finding = (
  ctx: SenseContext,
  { step }: Start,
  { file, command, kind }: Documented,
): Finding => ({
  severity: kind === 'missing' ? 'error' : 'warning',
  rule: 'smoke.documented_start',
  path: file,
  expected: step.command,
  actual: command,
  message:
    kind === 'missing'
      ? `${file} says that the product is started with "${command}", and what that starts is not there; it starts with "${step.command}".`
      : `${file} says that the product is started with "${command}", and by its conventions it is "${step.command}"; let both name one command.`,
  owner: ctx.producerOf(file),
});

/** Whether each document that tells how the product is started tells what really starts it. */
export const checkDocumented = async (
  ctx: SenseContext,
  files: ProjectFiles,
  start: Start,
): Promise<Outcome> => {
  const all = await documentedStarts(ctx, files, start);
  return {
    checks: all.map(({ file, command, kind }) => ({
      what: `start command in ${file}`,
      expected: start.step.command,
      actual: command,
      held: kind === 'same',
    })),
    findings: all.filter(({ kind }) => kind !== 'same').map((each) => finding(ctx, start, each)),
  };
};
