import { readFileSync } from 'node:fs';
import { createContext } from './context.ts';
import { failureOf } from './failure.ts';
import type { ExitCode } from './exit-codes.ts';
import { CommanderError, createProgram, refusalOf } from './program.ts';

const versionOf = (): string => {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return known && typeof manifest.version === 'string' ? manifest.version : 'unknown';
};

/**
 * Runs one command line. Errors become one line on standard error, never a stack.
 * @param args without the program's name
 */
export const runCli = async (args: readonly string[]): Promise<ExitCode> => {
  const context = createContext();
  try {
    await createProgram(context, versionOf()).parseAsync([...args], { from: 'user' });
    return context.exitCode;
  } catch (thrown) {
    const error = thrown instanceof CommanderError ? refusalOf(thrown) : thrown;
    if (error === undefined) return context.exitCode;
    const { code, message } = failureOf(error);
    context.say(`maestro: ${message}`);
    return code;
  }
};
