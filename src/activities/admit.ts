import { encodePersona } from '../domain/persona-codec.ts';
import { strangerInBudget } from '../domain/budget.ts';
import { allModels, choicesBeside, strangerIn } from '../domain/model-choice.ts';
import type { Persona, PersonaRef } from '../domain/persona.ts';
import { LAST_PHASE } from '../domain/phases.ts';
import { judgesIn, payersIn, problemOfJudge } from '../domain/opinions.ts';
import { relevanceOf } from '../domain/relevance.ts';
import type { ExecutionId, SessionId } from '../domain/session.ts';
import { parseSession } from '../domain/session.ts';
import type { Settings } from '../domain/settings.ts';
import { limitsAlone, partsOf } from '../domain/single-team.ts';
import { EMPTY_TREE } from '../domain/tree.ts';
import { ModelNotConfigured, RequirementNotSupported } from '../ports/model.ts';
import { putJson } from '../ports/objects.ts';
import { putTree } from '../ports/trees.ts';
import type { Activities } from './contracts/activities.ts';
import type { AdmitInput, Charter } from './contracts/admission.ts';
import type { Environment } from './environment.ts';
import { importProject } from './import.ts';

const EXCERPT = 200;

const refOf = async (
  { objects }: Environment,
  persona: Persona,
  requirement: string,
): Promise<PersonaRef> => ({
  id: persona.id,
  digest: await objects.put(new TextEncoder().encode(encodePersona(persona))),
  name: persona.name,
  priority: persona.priority,
  relevance: relevanceOf(persona.keywords, requirement),
  assignments: persona.assignments.map(({ phase, required, dependsOn }) => ({
    phase,
    required,
    dependsOn,
  })),
});

/** Why a model can't build this requirement at all; a missing key is the entry gate's matter. */
const refusalBy = (
  { models }: Environment,
  settings: Settings,
  requirement: string,
): string | undefined => {
  const { assumeRecords } = settings;
  try {
    for (const spec of allModels(settings)) models.check(spec, requirement, { assumeRecords });
    return undefined;
  } catch (error) {
    if (error instanceof RequirementNotSupported) return error.message;
    if (error instanceof ModelNotConfigured) return undefined;
    throw error;
  }
};

/** What one persona may take that does the work of a whole team. */
const aloneIn = (
  settings: Settings,
  refs: readonly PersonaRef[],
  team: readonly Persona[],
): Settings => {
  const byId = new Map(team.map((persona) => [persona.id, persona]));
  const parts = partsOf(refs, byId, LAST_PHASE);
  return { ...settings, limits: limitsAlone(settings.limits, parts.length) };
};

const enroll = (
  environment: Environment,
  { start, firstRunId }: AdmitInput,
  session: SessionId,
  charter: Charter,
): Promise<ExecutionId> =>
  environment.records.admit({
    session,
    firstRunId,
    requirement: charter.requirement,
    excerpt: start.requirement.slice(0, EXCERPT),
    model: charter.settings.model,
    ...(charter.settings.budget === undefined ? {} : { budget: charter.settings.budget }),
    ...(start.team === undefined ? {} : { team: start.team }),
  });

/** Records all that decisions depend on, so that no file or setting is looked at again. */
export const createAdmit = (environment: Environment): Activities['admit'] =>
  async function admit(input) {
    const { objects } = environment;
    const { start } = input;
    const session = parseSession(input.session);
    if (!session.ok) throw new TypeError(session.problem);
    const given = await environment.settingsFor(start);
    const team = await environment.personas.load();
    const refs = await Promise.all(team.map((each) => refOf(environment, each, start.requirement)));
    const single = start.team === 'single' ? await environment.personas.single() : undefined;
    const personas = single === undefined ? team : [single];
    const settings = single === undefined ? given : aloneIn(given, refs, team);
    const taken = await importProject(environment, start, personas, settings.limits);
    const imported = taken.kind === 'imported' ? { imported: taken.imported } : {};
    const charter: Charter = {
      requirement: await objects.put(new TextEncoder().encode(start.requirement)),
      personas: single === undefined ? refs : [await refOf(environment, single, start.requirement)],
      settings,
      ...imported,
      ...(single === undefined ? {} : { asked: refs }),
    };
    const choices = choicesBeside(settings.model, settings.models);
    const ids = personas.map(({ id }) => id);
    const known = [...new Set([...ids, ...team.map(({ id }) => id)])];
    const judges = judgesIn(settings.judgeModel);
    const refusal =
      strangerIn(settings.models, known) ??
      strangerInBudget(settings.budget, payersIn(known, judges)) ??
      problemOfJudge(known, judges) ??
      (taken.kind === 'refused' ? taken.problem : undefined) ??
      refusalBy(environment, settings, start.requirement);
    return {
      executionId: await enroll(environment, input, session.value, charter),
      charter: await putJson(objects, charter),
      requirement: charter.requirement,
      personas: ids,
      ...(start.team === undefined ? {} : { team: start.team }),
      model: settings.model,
      models: allModels(settings),
      ...(choices === undefined ? {} : { choices }),
      ...(settings.judgeModel === undefined ? {} : { judge: settings.judgeModel }),
      ...(settings.budget === undefined ? {} : { budget: settings.budget }),
      maxPhaseIterations: settings.maxPhaseIterations,
      approvals: settings.approvals,
      searchAttributes: settings.searchAttributes,
      phaseTimeoutMs: settings.limits.phaseTimeoutMs,
      personaTimeoutMs: settings.limits.personaTimeoutMs,
      emptyTree: await putTree(objects, EMPTY_TREE),
      ...imported,
      ...(refusal === undefined ? {} : { refusal }),
    };
  };
