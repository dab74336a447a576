import { isObject, parsed, refused } from './brand.ts';
import type { JsonObject, Parsed } from './brand.ts';
import { BUDGET_HELP, parseBudget } from './budget.ts';
import { isDigest } from './digest.ts';
import type { Digest } from './digest.ts';
import { isPhase } from './phases.ts';
import type { Phase } from './phases.ts';
import { CONTRACTS, isContracts } from './promised.ts';
import type { Contracts } from './promised.ts';
import { parseRequirement } from './requirement.ts';
import type { Requirement } from './requirement.ts';
import { problemOfModels } from './model-choice.ts';
import type { ModelChoices } from './model-choice.ts';
import { isModelList, MODEL_SPEC_HELP } from './model-spec.ts';
import { isIterations } from './settings.ts';
import { isTeamKind, TEAM_HELP } from './single-team.ts';
import type { TeamKind } from './single-team.ts';

/** What `sdlcExecution` is started with: one JSON object, of which only `requirement` is needed. */
export interface StartInput {
  readonly requirement: Requirement;
  /** 1 to 10; the worker's setting when absent. */
  readonly maxPhaseIterations?: number;
  /** `blueprint`, `<provider>:<model>` or a list of these; the worker's setting when absent. */
  readonly model?: string;
  /** Models for some phases and personas, on top of the worker's settings. */
  readonly models?: ModelChoices;
  /** The most that it may spend, in US dollars; the worker's setting when absent. */
  readonly budget?: number;
  /** Phases after which a person must approve. */
  readonly approvals?: readonly Phase[];
  /** Lets blueprint go on where it is unsure that the requirement is about keeping records. */
  readonly assumeRecords?: boolean;
  /**
   * A project to mend: its tree, which is in the object store of the workers already. All gates
   * judge it before anything else, and only those personas work that own a finding.
   */
  readonly importedTree?: Digest;
  /** Whose contracts that project is held to; `auto` when absent. */
  readonly contracts?: Contracts;
  /** One persona alone with the whole requirement; a team of personas when absent. */
  readonly team?: TeamKind;
}

const FIELDS = [
  'requirement',
  'maxPhaseIterations',
  'model',
  'models',
  'budget',
  'approvals',
  'assumeRecords',
  'importedTree',
  'contracts',
  'team',
];

const problemOfImport = ({ importedTree, contracts }: JsonObject): string | undefined => {
  if (importedTree !== undefined && !isDigest(importedTree)) {
    return 'importedTree must be the digest of a tree: 64 lower-case hexadecimal digits.';
  }
  if (contracts === undefined) return undefined;
  if (importedTree === undefined) return 'contracts is for an importedTree, and there is none.';
  return isContracts(contracts) ? undefined : `contracts must be ${CONTRACTS.join(', ')}.`;
};

const problemOfTeam = ({ team, importedTree }: JsonObject): string | undefined => {
  if (team === undefined) return undefined;
  if (!isTeamKind(team)) return `team ${TEAM_HELP}.`;
  return importedTree === undefined
    ? undefined
    : 'team "single" builds from the requirement alone; it takes no importedTree.';
};

const problemOf = (input: JsonObject): string | undefined => {
  const unknown = Object.keys(input).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) {
    return `"${unknown.slice(0, 64)}" is no field of the start input; it has ${FIELDS.join(', ')}.`;
  }
  const { maxPhaseIterations, model, models, budget, approvals, assumeRecords } = input;
  const alone = problemOfTeam(input);
  if (alone !== undefined) return alone;
  if (maxPhaseIterations !== undefined && !isIterations(maxPhaseIterations)) {
    return 'maxPhaseIterations must be a whole number from 1 to 10.';
  }
  if (model !== undefined && !isModelList(model)) return MODEL_SPEC_HELP;
  const wrong = models === undefined ? undefined : problemOfModels(models);
  if (wrong !== undefined) return wrong;
  if (budget !== undefined && !parseBudget(budget).ok) return `budget ${BUDGET_HELP}.`;
  if (approvals !== undefined && !(Array.isArray(approvals) && approvals.every(isPhase))) {
    return 'approvals must be a list of phases.';
  }
  if (assumeRecords !== undefined && typeof assumeRecords !== 'boolean') {
    return 'assumeRecords must be true or false.';
  }
  return problemOfImport(input);
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
