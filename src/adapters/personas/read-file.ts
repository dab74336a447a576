import { readFile, stat } from 'node:fs/promises';
import { PersonaInvalid } from '../../ports/personas.ts';

/** Bytes of one persona file. */
const SIZE_MAX = 256 * 1024;

/** What went wrong with the file system, in a few words. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

const readBytes = async (path: string, name: string): Promise<Uint8Array> => {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new PersonaInvalid(`${name}: it is not a file.`);
    if (found.size > SIZE_MAX) {
      throw new PersonaInvalid(
        `${name}: it has ${String(found.size)} bytes; at most ${String(SIZE_MAX)} are read.`,
      );
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof PersonaInvalid) throw error;
    throw new PersonaInvalid(`${name}: it cannot be read (${reasonOf(error)}).`);
  }
};

/**
 * The JSON of a persona file.
 * @param name what the file is called in messages
 * @throws PersonaInvalid when it is no regular file, too large, not UTF-8 or not JSON.
 */
export const readJson = async (path: string, name: string): Promise<unknown> => {
  const bytes = await readBytes(path, name);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PersonaInvalid(`${name}: it is not valid JSON (${reason}).`);
  }
};
