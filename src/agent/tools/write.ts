import { z } from 'zod';
import { defineTool, done, failed, pathInput } from './tool.ts';

/** A whole file. */
export const write = defineTool({
  name: 'write',
  description:
    'Writes a whole text file, new or over the old one. Only paths that you own. At most 1 MB.',
  changesFiles: true,
  input: z.strictObject({
    path: pathInput,
    content: z.string().describe('All of the file.'),
    executable: z.boolean().optional().describe('Whether the file can be run as a program.'),
  }),
  run: ({ path, content, executable }, { files, reach }) => {
    const allowed = reach.mayWrite(path);
    if (!allowed.ok) return failed(`Not written. ${allowed.problem}`);
    const mode = executable === undefined ? undefined : executable ? 'executable' : 'file';
    const kept = files.write(path, content, mode);
    return kept.ok
      ? done(`Wrote "${path}", ${String(kept.value.size)} bytes.`)
      : failed(`Not written. ${kept.problem}`);
  },
});
