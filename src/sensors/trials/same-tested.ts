import type { TreePath } from '../../domain/tree.ts';
import { holdsSettings } from '../integrity/configuration.ts';
import type { Baseline, SenseContext } from '../sensor.ts';

/** What tests rarely look at, and phases after the tests write. */
const BESIDE =
  /\.(md|markdown|rst|adoc)$|(^|\/)(Dockerfile[^/]*|\.dockerignore|LICENSE)$|^\.(github|gitlab)/;

/**
 * Whether tests of a tree run what they ran in the accepted one: nothing that was there has changed
 * or gone, and no test or setting is new. Code that is new is run by nothing that was there.
 */
export const sameTested = (
  { tree }: Pick<SenseContext, 'tree'>,
  baseline: Baseline,
  isTest: (path: TreePath) => boolean,
): boolean =>
  [...new Set([...baseline.tree.keys(), ...tree.keys()])].every((path) => {
    if (BESIDE.test(path)) return true;
    const [then, now] = [baseline.tree.get(path), tree.get(path)];
    if (then === undefined) return !isTest(path) && !holdsSettings(path);
    return now?.blob === then.blob;
  });
