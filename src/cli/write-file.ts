import { rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../client/error-code.ts';
import { BadInput } from './bad-input.ts';

/** @throws BadInput when a file of this name can't be there; said before anything is worked out. */
export const checkWritable = async (file: string): Promise<void> => {
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory() === true) throw new BadInput(`${file} is a folder; name a file.`);
  const folder = path.dirname(path.resolve(file));
  const above = await stat(folder).catch(() => undefined);
  if (above?.isDirectory() !== true) throw new BadInput(`There is no folder ${folder}.`);
};

/** Writes a file whole, in the place of one that was there. @throws BadInput when it may not. */
export const writeWhole = async (file: string, text: string): Promise<void> => {
  const draft = `${file}.${String(process.pid)}.part`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw new BadInput(`${file} can't be written (${errorCode(error) ?? String(error)}).`);
  }
};
