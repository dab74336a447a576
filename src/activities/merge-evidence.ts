import type { Digest } from '../domain/digest.ts';
import type { Evidence } from '../domain/evidence.ts';
import { getJson } from '../ports/objects.ts';
import type { Environment } from './environment.ts';
import { parseFindings } from './findings.ts';

/** What merges found: no measurement of their own, but findings like any other. */
export const mergeEvidence = async (
  { objects }: Environment,
  tree: Digest,
  conflicts: readonly Digest[],
): Promise<readonly Evidence[]> => {
  if (conflicts.length === 0) return [];
  const documents = await Promise.all(
    conflicts.map((digest) => getJson(objects, digest, parseFindings)),
  );
  const findings = documents.flatMap((document) => document.findings);
  return [
    {
      sensor: 'merge',
      outcome: 'measured',
      note: 'paths that two members of the team wrote',
      checked: findings.length,
      held: 0,
      tree,
      ms: 0,
      findings,
    },
  ];
};
