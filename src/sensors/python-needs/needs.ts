import type { TreePath } from '../../domain/tree.ts';

/** Where a Python project says what it needs. */
export interface PythonFiles {
  readonly has: (path: string) => boolean;
  readonly paths: readonly TreePath[];
  readonly texts: ReadonlyMap<string, string>;
}

/** A list of requirements that a project has, and what for. */
export interface NeedsList {
  /**
   * `run`: what it needs to run. `tests`: what its tests need beside. `work`: what those who work on
   * it use, tests among it. `other`: what may be wanted, such as an optional feature.
   */
  readonly use: 'run' | 'tests' | 'work' | 'other';
  /** Where it stands, for people: `tox.ini`, `the extra "test" of pyproject.toml`. */
  readonly where: string;
  /** The extra of the project that it is, if it is one. */
  readonly extra?: string;
  /** The dependency group that it is (PEP 735), if it is one: pip installs it by `--group`. */
  readonly group?: string;
  /** As written: names with versions and markers. */
  readonly requirements: readonly string[];
}

const FOR_TESTS = /^(unit|hatch|ci|run)?[-_.]?(tests?|testing|pytest|unittests?)$/i;
const FOR_WORK = /^(dev(el(op(ment|ers?)?)?)?|all[-_]?dev|ci)$/i;

/** What a group, an extra or a file of requirements is for, by its name. */
export const useOf = (name: string): NeedsList['use'] => {
  if (FOR_TESTS.test(name)) return 'tests';
  return FOR_WORK.test(name) ? 'work' : 'other';
};
