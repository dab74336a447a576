import type { Evidence } from '../domain/evidence.ts';
import { figuresOfTests, testHistory } from '../domain/test-history.ts';
import type { JudgedRound, TestFigures } from '../domain/test-history.ts';
import { readEvidence } from '../ports/evidence.ts';
import { ObjectDamaged, ObjectMissing } from '../ports/objects.ts';
import type { JudgeInput, TestGate } from './contracts/gates.ts';
import type { Environment } from './environment.ts';

/** An earlier judgement whose evidence is lost says nothing of tests; the gate goes on without. */
const roundOf = async (
  { objects }: Environment,
  { phase, iteration, evidence }: TestGate,
): Promise<readonly JudgedRound[]> => {
  try {
    const document = await readEvidence(objects, evidence);
    return [{ phase, iteration, evidence: document.evidence }];
  } catch (error) {
    if (error instanceof ObjectMissing || error instanceof ObjectDamaged) return [];
    throw error;
  }
};

/** What became of the tests since they ran last; `undefined` where this judgement counted none. */
export const testsSoFar = async (
  environment: Environment,
  { phase, iteration, testGates = [] }: Pick<JudgeInput, 'phase' | 'iteration' | 'testGates'>,
  evidence: readonly Evidence[],
): Promise<TestFigures | undefined> => {
  const now = testHistory([{ phase, iteration, evidence }]).length > 0;
  if (!now) return undefined;
  const earlier = await Promise.all(testGates.map((gate) => roundOf(environment, gate)));
  const last = testHistory([...earlier.flat(), { phase, iteration, evidence }]).at(-1);
  return last === undefined ? undefined : figuresOfTests(last);
};
