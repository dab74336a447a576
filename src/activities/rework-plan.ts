import type { Evidence } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import type { ReworkPlan } from '../domain/rework.ts';
import { putJson } from '../ports/objects.ts';
import type { Rework } from './contracts/rework.ts';
import type { Environment } from './environment.ts';

/** Findings with the command behind them, for who is to mend them. */
export const withCommand = ({ findings, command, exitCode }: Evidence): readonly Finding[] =>
  command === undefined
    ? findings
    : findings.map((finding) => ({
        ...finding,
        foundBy: exitCode === undefined ? command : `${command} (exit code ${String(exitCode)})`,
      }));

/** Puts findings into the object store, a document for each owner. */
export const storeWork = async (
  { objects }: Environment,
  { from, work }: ReworkPlan,
): Promise<Rework> => ({
  from,
  work: await Promise.all(
    work.map(async ({ persona, phase, findings }) => ({
      persona,
      phase,
      findings: await putJson(objects, { findings }),
    })),
  ),
});
