import { isObject, parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import type { Digest } from '../domain/digest.ts';
import { figuresOf } from '../domain/dimensions.ts';
import { briefly } from '../domain/recommendations.ts';
import type { PhaseView } from '../domain/status.ts';
import { getJson, ObjectDamaged, ObjectMissing } from '../ports/objects.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { EvidenceDocument, GateRecord } from '../ports/records.ts';

/** A gate stored it, and its digest guards the rest. */
const parseEvidence = (value: unknown): Parsed<EvidenceDocument> =>
  isObject(value) && Array.isArray(value['evidence'])
    ? parsed(value as unknown as EvidenceDocument)
    : refused('it is no evidence');

/** What a gate was decided by. @throws ObjectMissing, ObjectDamaged */
export const readEvidence = (objects: ObjectStore, digest: Digest): Promise<EvidenceDocument> =>
  getJson(objects, digest, parseEvidence);

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
        const { dimensions, recommendations = [] } = await readEvidence(objects, gate.evidence);
        return {
          ...view,
          ...(dimensions === undefined ? {} : { dimensions: figuresOf(dimensions) }),
          ...(recommendations.length === 0 ? {} : { recommendations: briefly(recommendations) }),
        };
      } catch (error) {
        if (error instanceof ObjectMissing || error instanceof ObjectDamaged) return view;
        throw error;
      }
    }),
  );
