/** Programs by name. */
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { inherited } from '../config/index.ts';

/** The program of this name on PATH, if any. */
export function onPath(
  name: string,
  searchPath = inherited('PATH')['PATH'] ?? '',
): string | undefined {
  const candidates = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return candidates.map((folder) => path.join(folder, name)).find(isProgram);
}

/** Whether this is a file that may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
