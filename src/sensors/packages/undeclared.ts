import type { Finding } from '../../domain/finding.ts';
import { normalized, packageOf } from '../python-needs/requirement.ts';
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

/** The names of installed packages, by what pip leaves beside their modules. */
const packagesIn = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => /^(.+)-[^-]+\.dist-info$/.exec(name)?.[1] ?? []).map(normalized));

/**
 * Packages that are imported and only there because another one needs them: it may cease to. Only
 * those are told whose module has the name of the package; of others it is not known.
 * @param declared what the product asks for, as written. @param installed as for `undeclared`.
 */
export const transitive = (
  ctx: SenseContext,
  imports: readonly Import[],
  declared: readonly string[],
  installed: readonly string[],
): readonly Finding[] => {
  const there = packagesIn(installed);
  const asked = new Set(declared.map(packageOf));
  return imports
    .filter(({ module }) => there.has(normalized(module)) && !asked.has(normalized(module)))
    .map(({ module, path }) => ({
      severity: 'warning',
      rule: 'install.transitive',
      path,
      expected: 'every imported package is declared',
      actual: module,
      message: `${path} imports "${module}", which is only there because another package needs it today: declare it where the product says what it needs.`,
      owner: ctx.producerOf(path),
    }));
};
