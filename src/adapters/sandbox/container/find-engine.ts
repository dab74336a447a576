import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from './arguments.ts';
import { askEngine } from './engine.ts';
import type { EngineVariables } from './engine.ts';

/** A client of an engine whose service answers; `reason` says why there is none. */
export type FoundEngine = { readonly program: string } | { readonly reason: string };

/** Looks for an engine on the path, and asks whether it can run anything. */
export const findEngine = async (
  engine: Engine,
  environment: EngineVariables,
): Promise<FoundEngine> => {
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter((dir) => dir !== '');
  const program = folders.map((dir) => path.join(dir, engine)).find((file) => existsSync(file));
  if (program === undefined) return { reason: `${engine} is not installed.` };
  const { ok, text } = await askEngine(program, ['info', '--format', '{{json .}}'], environment);
  if (ok && !text.includes('"ServerErrors":["')) return { program };
  const words = /Cannot connect[^\n"]*/.exec(text)?.[0] ?? text;
  return { reason: `${program} is no engine that runs: ${words.trim().slice(0, 200)}` };
};
