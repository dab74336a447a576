import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tree, TreePath } from '../../domain/tree.ts';
import { JUNIT_MAX, readJUnit } from './formats/junit.ts';
import type { TestReport } from './report.ts';

/** Folders deep, files and bytes that are looked at. */
const DEEP = 3;
const FILES = 200;

const reportFilesIn = async (dir: string, under = '', depth = 0): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const entry of await readdir(path.join(dir, under), { withFileTypes: true })) {
    const name = path.posix.join(under, entry.name);
    const folder =
      entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.');
    if (folder && depth < DEEP) found.push(...(await reportFilesIn(dir, name, depth + 1)));
    // A link is neither: it is never followed.
    if (entry.isFile() && entry.name.endsWith('.xml')) found.push(name);
    if (found.length >= FILES) break;
  }
  return found.slice(0, FILES);
};

/**
 * Reports in JUnit's form that a run of tests left in its folder, besides what the product brought
 * along; as one report, for they are parts of one run. They come from inside, and are claims.
 */
export const reportsIn = async (dir: string, tree: Tree): Promise<readonly TestReport[]> => {
  const reports: TestReport[] = [];
  for (const name of await reportFilesIn(dir)) {
    const file = path.join(dir, name);
    if (tree.has(name as TreePath) || (await lstat(file)).size > JUNIT_MAX) continue;
    const report = readJUnit(await readFile(file, 'utf8'));
    if (report !== undefined) reports.push(report);
  }
  return reports;
};
