import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { ExportRefused } from '../errors.ts';
import { readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';

/** The folder itself, or the nearest one above it that exists. @throws ExportRefused for a file */
const nearestFolder = async (folder: string): Promise<string> => {
  const there = await stat(folder).catch(() => undefined);
  if (there?.isDirectory() === true) return folder;
  if (there !== undefined) throw new ExportRefused(`${folder} is no folder; choose another.`);
  const parent = path.dirname(folder);
  return parent === folder ? folder : nearestFolder(parent);
};

/**
 * The manifest of a folder that may take an export of this session; nothing is changed.
 * @throws ExportRefused for a file, a folder that can't be written, an unreadable manifest, or
 *   another session's folder.
 */
export const checkFolder = async (
  folderText: string,
  session: string,
): Promise<Manifest | undefined> => {
  const folder = path.resolve(folderText);
  const nearest = await nearestFolder(folder);
  try {
    await access(nearest, constants.W_OK | constants.X_OK);
  } catch {
    throw new ExportRefused(`${nearest} can't be written; choose another folder.`);
  }
  const manifest = nearest === folder ? await readManifest(folder) : undefined;
  if (manifest !== undefined && manifest.session !== session) {
    throw new ExportRefused(
      `${folder} holds an export of "${manifest.session}"; choose another folder for "${session}".`,
    );
  }
  return manifest;
};
