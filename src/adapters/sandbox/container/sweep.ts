import { hasEnded } from '../process-table.ts';
import { CONTAINER_PREFIX } from './arguments.ts';
import { askEngine } from './engine.ts';
import type { EngineVariables } from './engine.ts';

/** Ends containers whose supervisor was killed. @returns how many. */
export const sweepContainers = async (
  program: string,
  environment: EngineVariables,
): Promise<number> => {
  const filter = ['--filter', `name=${CONTAINER_PREFIX}`, '--format', '{{.Names}}'];
  const { ok, text } = await askEngine(program, ['ps', '--all', ...filter], environment);
  const stale = (ok ? text.split('\n') : [])
    .map((name) => name.trim())
    .filter((name) => /^maestro-\d+-\d+-\d+-\d+$/.test(name))
    .filter((name) => hasEnded(name.slice(CONTAINER_PREFIX.length)));
  if (stale.length > 0) await askEngine(program, ['rm', '--force', ...stale], environment);
  return stale.length;
};
