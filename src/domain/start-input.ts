import { isObject, parsed, refused } from './brand.ts';
import type { JsonObject, Parsed } from './brand.ts';
import { isPhase } from './phases.ts';
import type { Phase } from './phases.ts';
import { parseRequirement } from './requirement.ts';
import type { Requirement } from './requirement.ts';
import { isModelSpec, MODEL_SPEC_HELP } from './model-spec.ts';
import { isIterations } from './settings.ts';

/** What `sdlcExecution` is started with: one JSON object, of which only `requirement` is needed. */
export interface StartInput {
  readonly requirement: Requirement;
  /** 1 to 10; the worker's setting when absent. */
  readonly maxPhaseIterations?: number;
  /** `blueprint` or `<provider>:<model>`; the worker's setting when absent. */
  readonly model?: string;
  /** Phases after which a person must approve. */
  readonly approvals?: readonly Phase[];
  /** Lets blueprint go on where it is unsure that the requirement is about keeping records. */
  readonly assumeRecords?: boolean;
}

const FIELDS = ['requirement', 'maxPhaseIterations', 'model', 'approvals', 'assumeRecords'];

const problemOf = (input: JsonObject): string | undefined => {
  const unknown = Object.keys(input).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) {
    return `"${unknown.slice(0, 64)}" is no field of the start input; it has ${FIELDS.join(', ')}.`;
  }
  const { maxPhaseIterations, model, approvals, assumeRecords } = input;
  if (maxPhaseIterations !== undefined && !isIterations(maxPhaseIterations)) {
    return 'maxPhaseIterations must be a whole number from 1 to 10.';
  }
  if (model !== undefined && !isModelSpec(model)) return MODEL_SPEC_HELP;
  if (approvals !== undefined && !(Array.isArray(approvals) && approvals.every(isPhase))) {
    return 'approvals must be a list of phases.';
  }
  if (assumeRecords !== undefined && typeof assumeRecords !== 'boolean') {
    return 'assumeRecords must be true or false.';
  }
  return undefined;
};

/** The guard of the start input; the problem names the field. */
export const parseStartInput = (value: unknown): Parsed<StartInput> => {
  if (!isObject(value)) {
    return refused('The start input must be one JSON object such as {"requirement":"…"}.');
  }
  const requirement = parseRequirement(value['requirement']);
  if (!requirement.ok) return requirement;
  const problem = problemOf(value);
  if (problem !== undefined) return refused(problem);
  return parsed({ ...(value as Omit<StartInput, 'requirement'>), requirement: requirement.value });
};
