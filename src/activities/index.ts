import { createAdmit } from './admit.ts';
import { createConsult } from './consult.ts';
import type { Activities } from './contracts/activities.ts';
import { createEnterPhase } from './enter-phase.ts';
import type { Control, Environment } from './environment.ts';
import { asTemporalFailure } from './failures.ts';
import { createJudge } from './judge.ts';
import { createMergeTeam } from './merge-team.ts';
import { createNoteRework } from './note-rework.ts';
import { createRecordKeeping } from './record-keeping.ts';
import { createRunPersona } from './run-persona.ts';
import { createSurvey } from './survey.ts';

export type { Activities } from './contracts/activities.ts';
export type { Control, Environment, Sandboxes } from './environment.ts';

const classified =
  <Input, Output>(activity: (input: Input) => Promise<Output>) =>
  async (input: Input): Promise<Output> => {
    try {
      return await activity(input);
    } catch (error) {
      throw asTemporalFailure(error);
    }
  };

/**
 * The activities of a worker.
 * @param control of the activity that is being executed where it is called.
 */
export const createActivities = (environment: Environment, control: () => Control): Activities => {
  const { keep, hold, publish, setBudget } = createRecordKeeping(environment);
  return {
    admit: classified(createAdmit(environment)),
    enterPhase: classified(createEnterPhase(environment)),
    runPersona: classified(createRunPersona(environment, control)),
    mergeTeam: classified(createMergeTeam(environment)),
    judge: classified(createJudge(environment, control)),
    consult: classified(createConsult(environment, control)),
    survey: classified(createSurvey(environment, control)),
    noteRework: classified(createNoteRework(environment)),
    keep: classified(keep),
    hold: classified(hold),
    setBudget: classified(setBudget),
    publish: classified(publish),
  };
};
