import type { Finding } from '../../domain/finding.ts';
import { isPythonTest } from '../python-tests.ts';
import type { SenseContext } from '../sensor.ts';
import type { Import } from './python-imports.ts';

/** Names of modules among what stands in a folder of installed packages. */
const modulesIn = (names: readonly string[]): ReadonlySet<string> =>
  new Set(
    names
      .filter((name) => !/\.(dist-info|egg-info|data|pth)$|^bin$|^__pycache__$/.test(name))
      .map((name) => name.replace(/\..*$/, '')),
  );

/**
 * Modules that nothing has which the product declares. Its tests may also use what the gate adds.
 * @param installed what stands in the folder of its packages. @param tools the same of the gate's.
 */
export const undeclared = (
  ctx: SenseContext,
  imports: readonly Import[],
  installed: readonly string[],
  tools: readonly string[],
): readonly Finding[] => {
  const own = modulesIn(installed);
  const added = modulesIn(tools);
  return imports
    .filter(({ module, path }) => !own.has(module) && !(isPythonTest(path) && added.has(module)))
    .map(({ module, path }) => ({
      severity: 'error',
      rule: 'install.undeclared',
      path,
      expected: 'every imported package is declared',
      actual: module,
      message: `${path} imports "${module}", which comes neither with Python nor with a package that the product declares: add the package that has it where the product says what it needs (requirements.txt, pyproject.toml or setup.py).`,
      owner: ctx.producerOf(path),
    }));
};
