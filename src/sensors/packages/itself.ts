import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EMPTY_TREE } from '../../domain/tree.ts';
import type { TreePath } from '../../domain/tree.ts';
import type { Shown } from '../../ports/sandbox.ts';
import type { ProjectFiles } from '../project.ts';
import { identityOf } from '../python-needs/identity.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';

/** Where what pip would know of the product itself is shown inside. */
export const ITSELF = '/packages/itself';

const VERSION_FILE = /^(src\/)?(\w+\/)?(__init__|_?_?version_?_?|__about__|\w+)\.py$/;
const VERSION = /^(?:__)?version(?:__)?\s*(?::\s*\w+\s*)?=\s*['"](\d[\w.!+-]{0,60})['"]/im;

/** Files of code that are looked at for a version. */
const LOOKED_AT = 30;

/** The version that stands in its code, by custom. */
const versionInCode = async (
  ctx: SenseContext,
  paths: readonly TreePath[],
): Promise<string | undefined> => {
  const likely = paths.filter((file) => VERSION_FILE.test(file) && file !== 'setup.py');
  const sorted = likely.toSorted(
    (a, b) => Number(/version|about/.test(b)) - Number(/version|about/.test(a)),
  );
  for (const file of sorted.slice(0, LOOKED_AT)) {
    const found = VERSION.exec(await readText(ctx, file))?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
};

/**
 * A product that is installed can be asked for its own version, and has entry points. It is not
 * installed here, as that would run its code: what pip would write is written from what it says.
 * `undefined` where it has no name.
 */
export const itselfAsInstalled = async (
  ctx: SenseContext,
  files: ProjectFiles,
): Promise<Shown | undefined> => {
  const known = identityOf(files.texts);
  if (known === undefined) return undefined;
  const { name, entryPoints } = known;
  const version = known.version ?? (await versionInCode(ctx, files.paths)) ?? '0.0.0';
  const dir = await ctx.folderOf(EMPTY_TREE);
  const info = path.join(dir, `${name.replace(/[-.]+/g, '_')}-${version}.dist-info`);
  await mkdir(info, { recursive: true });
  const metadata =
    files.texts.get('PKG-INFO') ?? `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`;
  await writeFile(path.join(info, 'METADATA'), metadata);
  if (entryPoints !== '') await writeFile(path.join(info, 'entry_points.txt'), entryPoints);
  // What runs inside is another user than the one whom the folder belongs to.
  await chmod(dir, 0o755);
  return { from: dir, to: ITSELF };
};
