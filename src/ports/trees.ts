import type { Digest } from '../domain/digest.ts';
import { encodeTree, parseTree } from '../domain/tree.ts';
import type { Tree } from '../domain/tree.ts';
import { getJson } from './objects.ts';
import type { ObjectStore } from './objects.ts';

export const putTree = (objects: ObjectStore, tree: Tree): Promise<Digest> =>
  objects.put(new TextEncoder().encode(encodeTree(tree)));

/** @throws ObjectMissing, ObjectDamaged */
export const getTree = (objects: ObjectStore, digest: Digest): Promise<Tree> =>
  getJson(objects, digest, parseTree);
