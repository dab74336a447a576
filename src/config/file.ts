/** The YAML file as a layer of settings. */
import path from 'node:path';
import { parseDocument } from 'yaml';
import { ConfigError } from './config-error.ts';
import { errorCode } from './error-code.ts';
import { nestedLayer } from './layer.ts';
import type { Layer } from './layer.ts';
import { readText } from './read-text.ts';

const BYTES_MAX = 1_048_576;

function readIfThere(file: string, mustExist: boolean): string | undefined {
  try {
    return readText(file, BYTES_MAX);
  } catch (error) {
    const missing = errorCode(error) === 'ENOENT';
    if (missing && !mustExist) return undefined;
    const remedy = 'write it, or correct MAESTRO_CONFIG';
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError({ file, wrong: `cannot be read (${reason})`, remedy });
  }
}

function invalid(file: string, error: unknown): ConfigError {
  const reason = error instanceof Error ? error.message.split('\n')[0] : undefined;
  const wrong = `is not valid YAML: ${reason ?? 'bad syntax'}`;
  return new ConfigError({ file, wrong, remedy: 'correct it' });
}

function parseYaml(file: string, text: string): unknown {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw invalid(file, error);
  try {
    return document.toJS();
  } catch (thrown) {
    // Aliases of aliases could come to more than there is memory.
    throw invalid(file, thrown);
  }
}

/**
 * Reads `maestro.yaml` of `cwd`, or the file that MAESTRO_CONFIG names, which must exist then.
 * @returns nothing when there is no file
 * @throws {ConfigError} unreadable, not YAML, not a map, or with a key that is not a setting
 */
export function fileLayer(named: string | undefined, cwd: string): Layer | undefined {
  const file = path.resolve(cwd, named === undefined || named === '' ? 'maestro.yaml' : named);
  const text = readIfThere(file, named !== undefined && named !== '');
  if (text === undefined) return undefined;
  const content = parseYaml(file, text) ?? {};
  if (typeof content !== 'object' || Array.isArray(content)) {
    const remedy = 'write settings as "name: value" lines';
    throw new ConfigError({ file, wrong: 'is not a map of settings', remedy });
  }
  return nestedLayer(file, Object.fromEntries(Object.entries(content)), path.dirname(file));
}
