import type { TreePath } from '../../domain/tree.ts';
import { isJavaScript } from '../code/javascript.ts';
import type { SenseContext } from '../sensor.ts';
import { mutantsInJavaScript } from './javascript.ts';
import type { Mutant } from './mutant.ts';
import { mutantsInPython } from './python.ts';

/** The mutants of some files. @param dir a folder in which Python's lie. */
export const mutantsOf = async (
  ctx: SenseContext,
  dir: string,
  texts: ReadonlyMap<TreePath, string>,
): Promise<readonly Mutant[]> => {
  const python = new Map([...texts].filter(([path]) => path.endsWith('.py')));
  const others = [...texts].filter(([path]) => isJavaScript(path));
  return [
    ...others.flatMap(([path, text]) => mutantsInJavaScript(path, text)),
    ...(await mutantsInPython(ctx, dir, python)),
  ];
};
