import type { Sandbox } from '../ports/sandbox.ts';
import type { Environment } from './environment.ts';

/** Whether all models that wrote for this execution are trusted: one that is not decides. */
export const allTrusted = ({ models }: Environment, specs: readonly string[]): boolean =>
  specs.every((spec) => spec === 'blueprint' && models.resolve(spec).trusted);

/**
 * Where code by these models may run; `undefined` when it may run nowhere.
 * @param imported whether some of it comes from outside, which nobody vouches for.
 */
export const sandboxFor = async (
  environment: Environment,
  specs: readonly string[],
  imported: boolean,
): Promise<Sandbox | undefined> => {
  const isolated = await environment.sandboxes.isolated();
  if (isolated !== undefined) return isolated;
  return !imported && allTrusted(environment, specs) ? environment.sandboxes.plain : undefined;
};
