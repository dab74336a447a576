import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { ProjectFiles } from '../project.ts';
import { objectAt } from '../project.ts';

/** A licence as a manifest names it. */
export interface Declared {
  readonly path: TreePath;
  readonly text: string;
}

const inManifest = ({ license, licenses }: JsonObject): string | undefined => {
  const first: unknown = Array.isArray(licenses) ? licenses[0] : license;
  const type = isObject(first) ? first['type'] : first;
  return typeof type === 'string' && type.trim() !== '' ? type.trim() : undefined;
};

/** `license = "MIT"` and `license = { text = "MIT" }`, in a line of its own. */
const IN_TOML = /^license\s{0,5}=\s{0,5}(?:\{\s{0,5}text\s{0,5}=\s{0,5})?["']([^"'\n]{1,200})["']/m;

/** The licences that the manifests of a project declare. */
export const declaredIn = (files: ProjectFiles): readonly Declared[] => {
  const npm = inManifest(files.manifest);
  const python = IN_TOML.exec(files.texts.get('pyproject.toml') ?? '')?.[1];
  const find = (name: string): TreePath | undefined => files.paths.find((path) => path === name);
  return (
    [
      [find('package.json'), npm],
      [find('pyproject.toml'), python],
    ] as const
  ).flatMap(([path, text]) => (path === undefined || text === undefined ? [] : [{ path, text }]));
};

/** The manifest of something that others may install, and so must know the terms of. */
export const publicManifest = (files: ProjectFiles): TreePath | undefined => {
  const { manifest, texts } = files;
  const named = typeof manifest['name'] === 'string' && typeof manifest['version'] === 'string';
  const npm = named && manifest['private'] !== true ? 'package.json' : undefined;
  const python = /^\[project\]/m.test(texts.get('pyproject.toml') ?? '')
    ? 'pyproject.toml'
    : undefined;
  return files.paths.find((path) => path === npm || path === python);
};

/** Packages of a lock file that are shipped with the product, each with its licence. */
export const lockedLicences = (
  lock: JsonObject,
): readonly { readonly name: string; readonly licence: string }[] =>
  Object.entries(objectAt(lock, 'packages')).flatMap(([place, entry]) => {
    const name = place.split('node_modules/').at(-1) ?? '';
    if (name === '' || !isObject(entry) || entry['dev'] === true) return [];
    const { license } = entry;
    return typeof license === 'string' ? [{ name, licence: license }] : [];
  });
