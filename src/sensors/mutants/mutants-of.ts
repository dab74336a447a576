import type { Tree, TreePath } from '../../domain/tree.ts';
import { isJavaScript } from '../code/javascript.ts';
import type { SenseContext } from '../sensor.ts';
import { mutantsInJavaScript } from './javascript.ts';
import type { Mutant } from './mutant.ts';
import { mutantsInPython } from './python.ts';

/** The mutants of some files. @param tree with them: Python's are read by Python itself. */
export const mutantsOf = async (
  ctx: SenseContext,
  tree: Tree,
  texts: ReadonlyMap<TreePath, string>,
): Promise<readonly Mutant[]> => {
  const python = new Map([...texts].filter(([path]) => path.endsWith('.py')));
  const others = [...texts].filter(([path]) => isJavaScript(path));
  return [
    ...others.flatMap(([path, text]) => mutantsInJavaScript(path, text)),
    ...(python.size === 0 ? [] : await mutantsInPython(ctx, await ctx.folderOf(tree), python)),
  ];
};
