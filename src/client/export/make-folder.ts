import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ExportRefused } from '../errors.ts';

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const isFolder = async (folder: string): Promise<boolean> =>
  (await stat(folder).catch(() => undefined))?.isDirectory() === true;

/**
 * Makes a folder and those above it. Not `recursive`: where the system answers ENOENT below a
 * folder that is there (as /proc does), Node 24 tries for ever, and can't be interrupted.
 * @param folder absolute.
 * @throws ExportRefused with the system's reason.
 */
export const makeFolder = async (folder: string): Promise<void> => {
  if (await isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  try {
    await mkdir(folder);
  } catch (error) {
    // Another export may have made it meanwhile.
    if (await isFolder(folder)) return;
    const code = String(codeOf(error));
    throw new ExportRefused(`${folder} can't be made (${code}); choose another folder.`, {
      cause: error,
    });
  }
};
