import type { Finding } from '../../domain/finding.ts';
import type { PythonNeeds } from '../python-needs/chosen.ts';
import { packagesFor } from '../python-needs/modules.ts';
import { packageOf } from '../python-needs/requirement.ts';
import { isPythonTest } from '../python-tests.ts';
import type { SenseContext } from '../sensor.ts';
import type { Import } from './python-imports.ts';

/**
 * Packages that the product itself imports in any case and that it names for tests, development or
 * an optional feature alone: who installs it without has them not. May be meant so (a plugin for a
 * test runner), so it is a warning.
 */
export const onlyBeside = (
  ctx: SenseContext,
  imports: readonly Import[],
  { lists, others }: PythonNeeds,
): readonly Finding[] => {
  const run = new Set(
    lists.flatMap(({ use, requirements }) => (use === 'run' ? requirements.map(packageOf) : [])),
  );
  const beside = [...lists, ...others].filter(({ use }) => use !== 'run');
  return imports.flatMap(({ module, path }): readonly Finding[] => {
    const [name = ''] = packagesFor([module]);
    const list = beside.find(({ requirements }) => requirements.map(packageOf).includes(name));
    if (isPythonTest(path) || run.has(name) || list === undefined) return [];
    return [
      {
        severity: 'warning',
        rule: 'install.only_beside',
        path,
        expected: 'what the product imports is named where it says what it runs on',
        actual: module,
        message: `${path} imports "${module}", which is named in ${list.where} and not among what the product runs on: who installs it without that does not have it.`,
        owner: ctx.producerOf(path),
      },
    ];
  });
};
