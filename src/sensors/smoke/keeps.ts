import type { TreePath } from '../../domain/tree.ts';
import { readFeatures } from '../scenarios/collect.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';

const DOCUMENT = /^(readme(\.md)?|(docs|design)\/[^/]+\.md)$/i;

/** How a document says that nothing outlives the process. */
const NOTHING =
  /\b(?:in[- ]memory only|only in memory|keeps? (?:everything|all data|data|its data) in memory|(?:is|are|does) not (?:persist(?:ed)?|stored on disk)|no persisten(?:ce|t storage)|(?:lost|gone|forgotten) (?:when|on|after|at) (?:\w+ ){0,3}(?:restart|stop|end)\w*|stateless service)\b/i;

const AGAIN = /\b(?:restart(?:ed|s)?|started again|starts again)\b/i;

/**
 * The document that says that the product keeps nothing when it ends. Where a scenario is about
 * another start, that is a promise, and no document takes it back.
 */
export const saysItKeepsNothing = async (ctx: SenseContext): Promise<TreePath | undefined> => {
  const features = await readFeatures(ctx);
  if (features.some(({ scenarios }) => scenarios.some(({ text }) => AGAIN.test(text)))) {
    return undefined;
  }
  for (const path of [...ctx.tree.keys()].filter((each) => DOCUMENT.test(each)).slice(0, 50)) {
    if (NOTHING.test(await readText(ctx, path))) return path;
  }
  return undefined;
};
