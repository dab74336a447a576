import type { Admission, AdmitInput } from './admission.ts';
import type { EnterInput, Entry, JudgeInput, Judged } from './gates.ts';
import type { MergeInput, MergeOutcome, RunOutcome, RunPersonaInput } from './persona-runs.ts';
import type { Consulted, ConsultInput } from './opinions.ts';
import type { BudgetSet, HoldInput, KeepInput, Parked, SetBudgetInput } from './report.ts';
import type { NoteReworkInput, Rework } from './rework.ts';
import type { Surveyed, SurveyInput } from './survey.ts';

/**
 * The activities, as the workflow sees them. What passes is decisions and references, never bytes.
 */
export interface Activities {
  /** Records everything that decisions depend on. The same workflow gets the same execution id. */
  admit(input: AdmitInput): Promise<Admission>;
  /** The entry gate of a phase, and who has to run. */
  enterPhase(input: EnterInput): Promise<Entry>;
  /** One persona run, or what is left of it: `held` when model calls are on hold. */
  runPersona(input: RunPersonaInput): Promise<RunOutcome>;
  /** Puts together what the members of a team produced, in team order. */
  mergeTeam(input: MergeInput): Promise<MergeOutcome>;
  /** The exit gate of a phase: measures, decides, and plans the rework. */
  judge(input: JudgeInput): Promise<Judged>;
  /** Asks a model for its opinion on a tree that a gate has judged; the verdict stands. */
  consult(input: ConsultInput): Promise<Consulted>;
  /** The exit gates of all phases over an imported project, measured once; plans who mends it. */
  survey(input: SurveyInput): Promise<Surveyed>;
  /**
   * Stores a person's reason as an error finding for each named persona. `from` is the earliest
   * phase with work up to the current one; a persona of later phases gets its work in advance.
   */
  noteRework(input: NoteReworkInput): Promise<Rework>;
  /** Puts model calls on hold, or lets them go on. */
  hold(input: HoldInput): Promise<Parked>;
  /** From when it returns, model calls begin only when they fit into this budget. */
  setBudget(input: SetBudgetInput): Promise<BudgetSet>;
  /** Records a change of status that no other activity carries. */
  keep(input: KeepInput): Promise<void>;
  /** Records the end of an execution that has completed. */
  publish(input: KeepInput): Promise<void>;
}
