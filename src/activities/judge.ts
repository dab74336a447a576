import type { Finding } from '../domain/finding.ts';
import { planRework } from '../domain/rework.ts';
import { readCharter, readPersonas } from './charter.ts';
import { conclude } from './conclude.ts';
import type { Activities } from './contracts/activities.ts';
import type { Charter } from './contracts/admission.ts';
import type { JudgeInput } from './contracts/gates.ts';
import type { Rework } from './contracts/rework.ts';
import type { Control, Environment } from './environment.ts';
import { measure } from './measure.ts';
import { mergeEvidence } from './merge-evidence.ts';
import { keepReport } from './report.ts';
import { storeWork, withCommand } from './rework-plan.ts';

const planFor = async (
  environment: Environment,
  findings: readonly Finding[],
  charter: Charter,
  { phase }: JudgeInput,
): Promise<Rework | undefined> => {
  const plan = planRework(findings, charter.personas, phase);
  return plan === undefined ? undefined : storeWork(environment, plan);
};

/** The exit gate: believes measurements only, decides by the rules of `domain/`. */
export const createJudge =
  (environment: Environment, control: () => Control): Activities['judge'] =>
  async (input) => {
    const { objects, records } = environment;
    await keepReport(records, input.executionId, input.report);
    const charter = await readCharter(objects, input.charter);
    const personas = await readPersonas(objects, charter);
    const { conflicts, tree } = input;
    const evidence = [
      ...(await mergeEvidence(environment, tree, conflicts === undefined ? [] : [conflicts])),
      ...(await measure(environment, control(), input, charter, personas)),
    ];
    const judged = await conclude(environment, control(), input, charter, evidence);
    if (judged.verdict === 'passed') return judged;
    const rework = await planFor(environment, evidence.flatMap(withCommand), charter, input);
    return { ...judged, ...(rework === undefined ? {} : { rework }) };
  };
