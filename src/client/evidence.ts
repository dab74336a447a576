import { figuresOf } from '../domain/dimensions.ts';
import { briefly } from '../domain/recommendations.ts';
import type { PhaseView } from '../domain/status.ts';
import { readEvidence } from '../ports/evidence.ts';
import { ObjectDamaged, ObjectMissing } from '../ports/objects.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { GateRecord } from '../ports/records.ts';

/**
 * Views of phases with what their last exit gates measured, which the records have only by digest;
 * as they are where that can't be read.
 */
export const withMeasured = async (
  objects: ObjectStore,
  phases: readonly PhaseView[],
  gates: readonly GateRecord[],
): Promise<readonly PhaseView[]> =>
  Promise.all(
    phases.map(async (view): Promise<PhaseView> => {
      const gate = gates.findLast(({ phase, kind }) => phase === view.phase && kind === 'exit');
      if (gate === undefined) return view;
      try {
        const {
          dimensions,
          recommendations = [],
          tests,
        } = await readEvidence(objects, gate.evidence);
        return {
          ...view,
          ...(dimensions === undefined ? {} : { dimensions: figuresOf(dimensions) }),
          ...(tests === undefined ? {} : { tests }),
          ...(recommendations.length === 0 ? {} : { recommendations: briefly(recommendations) }),
        };
      } catch (error) {
        if (error instanceof ObjectMissing || error instanceof ObjectDamaged) return view;
        throw error;
      }
    }),
  );
