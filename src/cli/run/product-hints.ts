import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { line, span } from '../display/line.ts';
import type { Line } from '../display/line.ts';
import { shellWord } from '../display/shell.ts';

const BYTES_MAX = 1_000_000;

const scriptsOf = async (dir: string): Promise<readonly string[]> => {
  try {
    const text = await readFile(path.join(dir, 'package.json'), 'utf8');
    const manifest: unknown = text.length > BYTES_MAX ? undefined : JSON.parse(text);
    if (typeof manifest !== 'object' || manifest === null || !('scripts' in manifest)) return [];
    return typeof manifest.scripts === 'object' && manifest.scripts !== null
      ? Object.keys(manifest.scripts)
      : [];
  } catch {
    return []; // Not a Node project, or not one that npm could run.
  }
};

/** How to test and start the product that was exported, as far as its own files say so. */
export const productHints = async (dir: string): Promise<readonly Line[]> => {
  const scripts = await scriptsOf(dir);
  const hint = (name: string, what: string): readonly Line[] =>
    scripts.includes(name)
      ? [line(what.padEnd(10), span(`cd ${shellWord(dir)} && npm ${name}`, 'bold'))]
      : [];
  const hints = [...hint('test', 'Test it:'), ...hint('start', 'Start it:')];
  return hints.length > 0 ? hints : [line(`See ${path.join(dir, 'README.md')} for how to use it.`)];
};
