import { isObject } from '../domain/brand.ts';
import type { JsonObject } from '../domain/brand.ts';
import type { TreePath } from '../domain/tree.ts';
import { isRequirementsFile } from './python-needs/lists.ts';
import { isPythonTest } from './python-tests.ts';
import type { SenseContext } from './sensor.ts';
import { fileNamed, readText } from './tree-files.ts';

/** The files that say how a project is worked with, read once. */
export interface ProjectFiles {
  readonly has: (path: string) => boolean;
  readonly paths: readonly TreePath[];
  /** `package.json`, or an empty object. */
  readonly manifest: JsonObject;
  /** Text of other files that conventions ask for, by path; absent when there is none. */
  readonly texts: ReadonlyMap<string, string>;
}

const TEXTS: ReadonlySet<string> = new Set([
  ...['pyproject.toml', 'setup.py', 'setup.cfg', 'PKG-INFO'],
  ...['tox.ini', 'pytest.ini', '.pytest.ini', 'mypy.ini', '.mypy.ini'],
]);

/** Python test files that are read to find out which runner they are written for. */
const TEST_FILES = 60;

const asked = (paths: readonly TreePath[]): readonly TreePath[] => [
  ...paths.filter((path) => TEXTS.has(path) || isRequirementsFile(path)),
  ...paths.filter((path) => path.endsWith('.py') && isPythonTest(path)).slice(0, TEST_FILES),
];

/** A tree whose files can be read. */
export type Readable = Pick<SenseContext, 'tree' | 'read'>;

const textOf = async (ctx: Readable, name: string): Promise<string | undefined> => {
  const path = fileNamed(ctx.tree, name);
  return path === undefined ? undefined : readText(ctx, path);
};

const parseObject = (text: string | undefined): JsonObject => {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
};

export const readProject = async (ctx: Readable): Promise<ProjectFiles> => {
  const paths = [...ctx.tree.keys()];
  const names: ReadonlySet<string> = new Set(paths);
  const texts = new Map<string, string>();
  for (const path of asked(paths)) texts.set(path, await readText(ctx, path));
  const manifest = parseObject(await textOf(ctx, 'package.json'));
  return { has: (path) => names.has(path), paths, manifest, texts };
};

/** The field of an object, when it is an object itself. */
export const objectAt = (value: JsonObject, field: string): JsonObject => {
  const found = value[field];
  return isObject(found) ? found : {};
};

/** A script of `package.json`. */
export const scriptOf = (
  files: Pick<ProjectFiles, 'manifest'>,
  name: string,
): string | undefined => {
  const script = objectAt(files.manifest, 'scripts')[name];
  return typeof script === 'string' && script.trim() !== '' ? script : undefined;
};
