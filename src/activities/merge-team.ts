import type { Finding } from '../domain/finding.ts';
import { parsePatch } from '../domain/patch-codec.ts';
import { mergePatches } from '../domain/patch.ts';
import type { MergeConflict } from '../domain/patch.ts';
import { getJson, putJson } from '../ports/objects.ts';
import { getTree, putTree } from '../ports/trees.ts';
import type { Activities } from './contracts/activities.ts';
import type { Environment } from './environment.ts';

/** What the two did to the file, and what is left of it. */
const told = ({ path, kept, dropped, removedBy }: MergeConflict): string => {
  if (removedBy === kept)
    return `${kept} removed ${path}, and ${dropped} wrote it; it stays removed`;
  return removedBy === undefined
    ? `${kept} and ${dropped} both wrote ${path}; the version of ${kept} stayed`
    : `${dropped} removed ${path}, and ${kept} wrote it; the version of ${kept} stayed`;
};

const findingOf = (conflict: MergeConflict): Finding => {
  const { path, kept, dropped } = conflict;
  return {
    severity: 'error',
    rule: 'merge.conflict',
    path,
    expected: 'one writer',
    actual: `${kept} and ${dropped}`,
    message: `In the same phase ${told(conflict)}. Leave the file to ${kept}.`,
    owner: dropped,
  };
};

/** Puts together what the members of a team produced, in team order. */
export const createMergeTeam = ({
  objects,
}: Pick<Environment, 'objects'>): Activities['mergeTeam'] =>
  async function mergeTeam({ base, patches }) {
    const loaded = await Promise.all(patches.map((digest) => getJson(objects, digest, parsePatch)));
    const { tree, conflicts } = mergePatches(await getTree(objects, base), loaded);
    const digest = await putTree(objects, tree);
    if (conflicts.length === 0) return { tree: digest };
    return {
      tree: digest,
      conflicts: await putJson(objects, { findings: conflicts.map(findingOf) }),
    };
  };
