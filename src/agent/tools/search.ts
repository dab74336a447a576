import { z } from 'zod';
import type { TreePath } from '../../domain/tree.ts';
import { defineTool, done } from './tool.ts';
import type { ToolContext } from './tool.ts';

const HITS_MAX = 100;
const LINE_MAX = 200;

const hitsIn = async (
  path: TreePath,
  wanted: (line: string) => boolean,
  files: ToolContext['files'],
): Promise<readonly string[]> => {
  const text = await files.text(path);
  if (!text.ok) return [];
  return text.value
    .split('\n')
    .flatMap((line, index) =>
      wanted(line) ? [`${path}:${String(index + 1)}: ${line.slice(0, LINE_MAX)}`] : [],
    );
};

/** A fixed text in the readable files. No regular expressions: one can hang the worker. */
export const search = defineTool({
  name: 'search',
  description:
    'Finds the lines that hold a text (as it stands, no regular expression) in the files that you may read; answers "path:line: text".',
  input: z.strictObject({
    text: z.string().min(1).max(200),
    glob: z.string().min(1).max(200).optional().describe('Only in paths that match this glob.'),
    ignoreCase: z.boolean().optional(),
  }),
  run: async ({ text, glob, ignoreCase = false }, { files, reach, matches }) => {
    const needle = ignoreCase ? text.toLowerCase() : text;
    const wanted = (line: string): boolean =>
      (ignoreCase ? line.toLowerCase() : line).includes(needle);
    const paths = [...files.tree().keys()]
      .filter((path) => reach.mayRead(path) && (glob === undefined || matches(glob, path)))
      .sort();
    const hits: string[] = [];
    for (const path of paths) {
      hits.push(...(await hitsIn(path, wanted, files)));
      if (hits.length > HITS_MAX) break;
    }
    if (hits.length === 0) return done('No line holds it.');
    const shown = hits.slice(0, HITS_MAX).join('\n');
    return done(hits.length > HITS_MAX ? `${shown}\n… and more; narrow the search.` : shown);
  },
});
