import { z } from 'zod';
import { defineTool, done } from './tool.ts';

const LINES_MAX = 500;

/** The files that the persona may read. */
export const list = defineTool({
  name: 'list',
  description:
    'Lists the files that you may read, with their sizes in bytes, as they are now. Narrow it with a glob such as "src/**".',
  input: z.strictObject({
    glob: z.string().min(1).max(200).optional().describe('Only paths that match this glob.'),
  }),
  run: ({ glob }, { files, reach, matches }) => {
    const rows = [...files.tree()]
      .filter(([path]) => reach.mayRead(path) && (glob === undefined || matches(glob, path)))
      .map(([path, { size }]) => `${path}  ${String(size)}`)
      .sort();
    if (rows.length === 0) return done('No file that you may read is there.');
    const more = rows.length - LINES_MAX;
    const shown = rows.slice(0, LINES_MAX).join('\n');
    return done(more > 0 ? `${shown}\n… and ${String(more)} more; narrow the glob.` : shown);
  },
});
