import { z } from 'zod';
import { defineTool, done, failed, pathInput } from './tool.ts';

/** One replacement in a file. */
export const edit = defineTool({
  name: 'edit',
  description:
    'Replaces a text in a file that you own. "old" must stand there exactly once, white space included, without the line numbers that "read" shows.',
  changesFiles: true,
  input: z.strictObject({
    path: pathInput,
    old: z.string().min(1).describe('What stands there now.'),
    new: z.string().describe('What shall stand there.'),
  }),
  run: async ({ path, old, new: replacement }, { files, reach }) => {
    const allowed = reach.mayWrite(path);
    if (!allowed.ok) return failed(`Not changed. ${allowed.problem}`);
    const text = await files.text(path);
    if (!text.ok) return failed(`Not changed. ${text.problem}`);
    const at = text.value.indexOf(old);
    if (at === -1 || at !== text.value.lastIndexOf(old)) {
      const why = at === -1 ? 'does not stand in' : 'stands more than once in';
      return failed(`Not changed. "old" ${why} "${path}"; it must stand there exactly once.`);
    }
    const after = text.value.slice(at + old.length);
    const kept = files.write(path, `${text.value.slice(0, at)}${replacement}${after}`);
    return kept.ok ? done(`Changed "${path}".`) : failed(`Not changed. ${kept.problem}`);
  },
});
