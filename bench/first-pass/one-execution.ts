import type { Maestro } from '../../test/support/maestro.ts';
import { readHistory } from './history.ts';
import type { ActivityTimes } from './history.ts';
import { unionMs } from './intervals.ts';

/** Where the time of one execution went, in ms, and what its history weighs. */
export interface FirstPass {
  readonly wallMs: number;
  readonly personasMs: number;
  readonly gatesMs: number;
  /** Admission, merges and publishing. */
  readonly recordsMs: number;
  /** While no activity ran: Temporal, the workflow's own code, and waiting for a worker. */
  readonly engineMs: number;
  readonly events: number;
  readonly historyBytes: number;
}

const PERSONAS = ['runPersona'];
const GATES = ['enterPhase', 'judge'];

const of = (activities: readonly ActivityTimes[], types: readonly string[]): number =>
  unionMs(activities.filter(({ type }) => types.includes(type)));

const REQUIREMENT = 'Create a task management system with projects, tasks and comments';

/** Runs one with blueprint. @throws when a gate did not pass the first time. */
export const oneExecution = async (
  { client, temporal }: Maestro,
  session: string,
): Promise<FirstPass> => {
  await client.start({ session, requirement: REQUIREMENT, model: 'blueprint' });
  const { phases } = await client.result(session);
  if (phases.some(({ iteration }) => iteration !== 1)) {
    throw new Error(`${session} was no first pass: ${JSON.stringify(phases)}`);
  }
  const handle = temporal.workflow.getHandle(session);
  const { whole, activities } = await readHistory(handle);
  const { historyLength, historySize } = await handle.describe();
  const wallMs = whole.to - whole.from;
  const others = activities.map(({ type }) => type).filter((type) => !GATES.includes(type));
  return {
    wallMs,
    personasMs: of(activities, PERSONAS),
    gatesMs: of(activities, GATES),
    recordsMs: of(
      activities,
      others.filter((type) => !PERSONAS.includes(type)),
    ),
    engineMs: wallMs - unionMs(activities),
    events: historyLength,
    historyBytes: historySize ?? 0,
  };
};
