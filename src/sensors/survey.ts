import type { Evidence } from '../domain/evidence.ts';
import type { Phase } from '../domain/phases.ts';
import type { PhaseEvidence } from '../domain/project-judgement.ts';
import { sense, sensorsFor } from './index.ts';
import type { Member, SenseRequest } from './index.ts';

/** A tree to measure as the exit gates of several phases do, each sensor once. */
export interface SurveyRequest extends Omit<SenseRequest, 'phase' | 'team'> {
  /** In their order. */
  readonly phases: readonly Phase[];
  /** Everybody who has had a turn at the gate of a phase. */
  readonly teamAt: (phase: Phase) => readonly Member[];
  /** Whether somebody has promised a service, so that none is a fault. */
  readonly promised: boolean;
}

/** A library has nothing to start: where nobody promised a service, none is missing. */
const withoutService = (evidence: Evidence): Evidence =>
  evidence.sensor === 'smoke' && evidence.command === undefined
    ? { ...evidence, outcome: 'skipped', checked: 0, held: 0, findings: [] }
    : evidence;

/**
 * Runs the sensors of the last phase; contracts again for those before, each with its own team.
 * @throws as {@link sense}
 */
export const survey = async (request: SurveyRequest): Promise<readonly PhaseEvidence[]> => {
  const { phases, teamAt, promised, ...rest } = request;
  const at = (phase: Phase): SenseRequest => ({ ...rest, phase, team: teamAt(phase) });
  const last = phases.at(-1) ?? 'deployment';
  const sensed = await sense(at(last), sensorsFor(last));
  const all = promised ? sensed : sensed.map(withoutService);
  const of = async (phase: Phase): Promise<readonly Evidence[]> => {
    if (phase === last) return all;
    const sensors = sensorsFor(phase);
    const names = new Set(sensors.map(({ name }) => name));
    names.delete('contract');
    const own = await sense(
      at(phase),
      sensors.filter(({ name }) => name === 'contract'),
    );
    return [...own, ...all.filter(({ sensor }) => names.has(sensor))];
  };
  const judged: PhaseEvidence[] = [];
  for (const phase of phases) judged.push({ phase, evidence: await of(phase) });
  return judged;
};
