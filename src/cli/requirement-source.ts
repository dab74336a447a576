/** The requirement from the command line, a file or standard input. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { errorCode } from '../client/error-code.ts';
import { parseRequirement, REQUIREMENT_MAX } from '../domain/requirement.ts';
import type { Requirement } from '../domain/requirement.ts';
import { BadInput } from './bad-input.ts';

/** A character takes at most four bytes in UTF-8; white space around it is allowed for. */
const BYTES_MAX = 4 * REQUIREMENT_MAX + 64 * 1024;

const REASONS: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

const reasonOf = (error: unknown): string =>
  REASONS[errorCode(error) ?? ''] ?? (error instanceof Error ? error.message : String(error));

/** Reads to the end, or gives up as soon as it is too much. */
const readAll = async (stream: Readable, name: string): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > BYTES_MAX) {
      stream.destroy();
      throw new BadInput(
        `${name} is too large for a requirement, which has at most ${REQUIREMENT_MAX.toLocaleString('en-US')} characters.`,
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

const decode = (bytes: Uint8Array, name: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${name} is not plain text in UTF-8.`);
  }
};

const readFileText = async (file: string): Promise<string> => {
  const name = `The file ${file}`;
  let bytes: Uint8Array;
  try {
    bytes = await readAll(createReadStream(file), name);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${name} can't be read: ${reasonOf(error)}.`);
  }
  return decode(bytes, name);
};

/**
 * @param source the text itself, `@file`, or `-` for standard input.
 * @throws BadInput for what can't be read, is no text, or is too short or too long.
 */
export const readRequirement = async (
  source: string,
  stdin: Readable = process.stdin,
): Promise<Requirement> => {
  let text = source;
  if (source === '-') text = decode(await readAll(stdin, 'Standard input'), 'Standard input');
  else if (source.startsWith('@')) text = await readFileText(source.slice(1));
  const requirement = parseRequirement(text);
  if (!requirement.ok) throw new BadInput(requirement.problem);
  return requirement.value;
};
