import { ownExtrasIn, requirementFiles } from './lists.ts';
import type { NeedsList, PythonFiles } from './needs.ts';
import { packagesFor } from './modules.ts';
import { needsInPyproject } from './pyproject.ts';
import { normalized, packageOf } from './requirement.ts';
import { needsInSetupCfg, needsInSetupPy } from './setup.ts';
import { needsInTox } from './tox.ts';

/** What a Python project asks for, in lists by their use. */
export interface PythonNeeds {
  /** Those that it is installed and tested with. */
  readonly lists: readonly NeedsList[];
  /** Those of which single packages may be wanted. */
  readonly others: readonly NeedsList[];
}

/** A list that one for tests asks for by name is one for tests, whatever its name. */
const promoted =
  (files: readonly string[], extras: ReadonlySet<string>) =>
  (list: NeedsList): NeedsList => {
    const { where, extra } = list;
    const asked = files.includes(where) || (extra !== undefined && extras.has(normalized(extra)));
    return asked && list.use !== 'run' ? { ...list, use: 'tests' } : list;
  };

/** What developers use, and tests don't: some of it can't even be installed without being built. */
const TOOLS =
  /^(sphinx|mkdocs|furo|myst|pydata-sphinx|recommonmark|coveralls|codecov|twine|tox|nox|build|bump|bumpver|pre-commit|prek|towncrier|black|isort|pylint|pyright|wheel|uv|flit|hatch|poetry|check-manifest|cibuildwheel|zest-releaser|gitchangelog|pip-tools|ipython|ipdb|jupyter|notebook)(-|\d|$)/;

const withoutTools = (list: NeedsList): NeedsList =>
  list.use === 'run'
    ? list
    : { ...list, requirements: list.requirements.filter((each) => !TOOLS.test(packageOf(each))) };

/** Where something is there for tests alone, what else developers use is left out. */
export const pythonNeeds = (files: PythonFiles): PythonNeeds => {
  const { texts } = files;
  const own = requirementFiles(files);
  const tox = needsInTox(texts);
  const asked = [
    ...tox.extras,
    ...own
      .filter(({ use }) => use !== 'other')
      .flatMap(({ where }) => ownExtrasIn(texts.get(where) ?? '')),
  ];
  const all = [
    ...own,
    ...needsInPyproject(texts.get('pyproject.toml') ?? ''),
    ...needsInSetupPy(texts.get('setup.py') ?? ''),
    ...needsInSetupCfg(texts.get('setup.cfg') ?? ''),
    ...tox.lists,
  ]
    .map(promoted(tox.files, new Set(asked.map(normalized))))
    .map(withoutTools)
    .filter(({ requirements }) => requirements.length > 0);
  const forTests = all.some(({ use }) => use === 'tests') ? 'tests' : 'work';
  const isChosen = ({ use }: NeedsList): boolean => use === 'run' || use === forTests;
  return { lists: all.filter(isChosen), others: all.filter((list) => !isChosen(list)) };
};

/**
 * Of the lists that are not installed as a whole, what is needed all the same: what is imported in
 * any case, and plugins of pytest that those who work on it use.
 * @param modules that are imported and that neither the project nor Python has
 */
export const wantedOf = (
  { lists, others }: PythonNeeds,
  modules: readonly string[],
): readonly string[] => {
  const there = new Set(lists.flatMap(({ requirements }) => requirements.map(packageOf)));
  const imported = packagesFor(modules);
  const found = new Map<string, string>();
  for (const { use, requirements } of others) {
    for (const requirement of requirements) {
      const name = packageOf(requirement);
      const plugin = use === 'work' && name.startsWith('pytest');
      if ((plugin || imported.has(name)) && !there.has(name)) found.set(name, requirement);
    }
  }
  return [...found.values()];
};
