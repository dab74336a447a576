import type { Finding } from '../domain/finding.ts';
import { parsePatch } from '../domain/patch-codec.ts';
import { mergePatches } from '../domain/patch.ts';
import type { MergeConflict } from '../domain/patch.ts';
import { getJson, putJson } from '../ports/objects.ts';
import { getTree, putTree } from '../ports/trees.ts';
import type { Activities } from './contracts/activities.ts';
import type { Environment } from './environment.ts';

const findingOf = ({ path, kept, dropped }: MergeConflict): Finding => ({
  severity: 'error',
  rule: 'merge.conflict',
  path,
  expected: 'one writer',
  actual: `${kept} and ${dropped}`,
  message: `${kept} and ${dropped} both wrote ${path} in the same phase; the version of ${kept} stayed. Leave the file to ${kept}.`,
  owner: dropped,
});

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
