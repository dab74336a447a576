import { tmpdir } from 'node:os';
import { findRegistry } from '../../../src/adapters/packages/registries.ts';
import { loadConfig, packageSettings } from '../../../src/config/index.ts';
import type { RegistryKind } from '../../../src/domain/settings.ts';
import { hasBubblewrap } from '../sandbox/support.ts';

/** The registries of this machine are asked: what they do not answer is listed as not checked. */
export const settings = packageSettings(loadConfig({ env: process.env, cwd: tmpdir() }).config);

/** Whether packages of a kind can be installed here. @param what is not checked otherwise. */
export const isReached = async (
  kind: RegistryKind,
  what = `installing from ${kind}`,
): Promise<boolean> => {
  const registry = await findRegistry(kind, [], settings.environment);
  const answers =
    registry !== undefined &&
    (await fetch(registry.index, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined));
  if (answers !== false && answers !== undefined) return hasBubblewrap;
  process.stderr.write(`NOT CHECKED, ${what}: the registry of ${kind} is not reached here\n`);
  return false;
};
