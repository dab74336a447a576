import type { Evidence } from '../domain/evidence.ts';
import type { EvidenceDocument } from '../ports/records.ts';
import type { Charter } from './contracts/admission.ts';
import type { JudgeInput } from './contracts/gates.ts';
import type { Control, Environment } from './environment.ts';

/** What stands beside a gate, each with its method: a prediction, and a view of what was measured. */
export const opinionsOn = async (
  { objects, quality }: Environment,
  { signal }: Control,
  { phase, turns }: Pick<JudgeInput, 'phase' | 'turns'>,
  charter: Charter,
  evidence: readonly Evidence[],
): Promise<Required<Pick<EvidenceDocument, 'prediction' | 'assessment'>>> => {
  const requirement = new TextDecoder().decode(await objects.get(charter.requirement));
  const team = turns.filter((turn) => turn.phase === phase).map(({ persona }) => persona);
  const { personas } = charter;
  const [prediction, assessment] = await Promise.all([
    quality.predict({ requirement, phase, personas, team }, signal),
    quality.assess({ requirement, phase, evidence }, signal),
  ]);
  return { prediction, assessment };
};
