import { z } from 'zod';
import { defineTool, done, failed, pathInput } from './tool.ts';

/** Files of one call: what is named is looked at one by one, here and by whoever reads it. */
const FILES_MAX = 50;

/** Files that shall not be in the project. All that a call names, or none. */
export const remove = defineTool({
  name: 'remove',
  description: `Removes files from the project, texts or not, such as results of runs, leaked keys or copies that nothing uses. Only paths that you own, at most ${String(FILES_MAX)}, no folders: a folder is gone with its last file. Either all of them are removed or, if one can't be, none.`,
  changesFiles: true,
  input: z.strictObject({
    paths: z.array(pathInput).min(1).max(FILES_MAX).describe('The files, one or a few.'),
  }),
  run: ({ paths }, { files, reach }) => {
    const named = [...new Set(paths)];
    for (const path of named) {
      const allowed = reach.mayWrite(path);
      if (!allowed.ok) return failed(`Nothing removed. ${allowed.problem}`);
    }
    const gone = files.remove(named);
    return gone.ok
      ? done(`Removed ${named.map((path) => `"${path}"`).join(', ')}.`)
      : failed(`Nothing removed. ${gone.problem}`);
  },
});
