import type { TreePath } from '../../domain/tree.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';
import { FEATURE_BYTES_MAX, readFeature } from './feature.ts';
import type { ScenarioText } from './feature.ts';

/** A feature file: its scenarios, or why it does not parse. */
export interface FeatureFile {
  readonly path: TreePath;
  readonly scenarios: readonly ScenarioText[];
  readonly problem?: string;
}

const MOST_FILES = 200;

/** Features that somebody's tests only play with. */
const PLAYED_WITH = /(^|\/)(fixtures?|testdata|test-data|node_modules|vendor|examples?)\//i;

const readOne = async (ctx: SenseContext, path: TreePath): Promise<FeatureFile> => {
  const size = ctx.tree.get(path)?.size ?? 0;
  if (size > FEATURE_BYTES_MAX) {
    return { path, scenarios: [], problem: `it has ${String(size)} bytes, more than 512 kB` };
  }
  const read = readFeature(await readText(ctx, path));
  return read.ok ? { path, scenarios: read.value } : { path, scenarios: [], problem: read.problem };
};

/** The feature files of a tree that say what the product is to do. */
export const readFeatures = async (ctx: SenseContext): Promise<readonly FeatureFile[]> => {
  const paths = [...ctx.tree.keys()].filter(
    (path) => path.endsWith('.feature') && !PLAYED_WITH.test(path),
  );
  const files: FeatureFile[] = [];
  for (const path of paths.slice(0, MOST_FILES)) {
    ctx.signal.throwIfAborted();
    files.push(await readOne(ctx, path));
  }
  return files;
};
