import { readFileSync, statSync } from 'node:fs';

/**
 * The text of a regular file: a pipe or a device could keep us for ever.
 * @param bytesMax a larger file is another one than was meant
 * @throws the system's error, or one that says what is wrong with the file
 */
export function readText(file: string, bytesMax: number): string {
  const stat = statSync(file);
  if (!stat.isFile()) throw new Error('it is no regular file');
  if (stat.size > bytesMax) throw new Error(`it has more than ${String(bytesMax)} bytes`);
  return readFileSync(file, 'utf8');
}
