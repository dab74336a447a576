import type { PythonNeeds } from './chosen.ts';
import { packagesFor } from './modules.ts';
import { packageOf } from './requirement.ts';

/**
 * What a project can't be tested without: what it needs to run, and of the rest what is imported
 * and what may be a plugin of pytest.
 * @param modules that are imported and that neither the project nor Python has
 */
export const essentialOf = (
  { lists }: PythonNeeds,
  modules: readonly string[],
): readonly string[] => {
  const imported = packagesFor(modules);
  return lists.flatMap(({ use, requirements }) =>
    requirements.filter((requirement) => {
      const name = packageOf(requirement);
      return use === 'run' || name.startsWith('pytest') || imported.has(name);
    }),
  );
};
