import { isObject, parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import type { Digest } from '../domain/digest.ts';
import { getJson } from './objects.ts';
import type { ObjectStore } from './objects.ts';
import type { EvidenceDocument } from './records.ts';

/** A gate stored it, and its digest guards the rest. */
const parseEvidence = (value: unknown): Parsed<EvidenceDocument> =>
  isObject(value) && Array.isArray(value['evidence'])
    ? parsed(value as unknown as EvidenceDocument)
    : refused('it is no evidence');

/** What a gate was decided by. @throws ObjectMissing, ObjectDamaged */
export const readEvidence = (objects: ObjectStore, digest: Digest): Promise<EvidenceDocument> =>
  getJson(objects, digest, parseEvidence);
