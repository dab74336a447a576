import type { JsonObject } from '../../domain/brand.ts';
import type { PackageOrder } from '../../ports/packages.ts';
import { objectAt } from '../project.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { fileNamed } from '../tree-files.ts';
import { INSTALL_ENV } from './order.ts';
import type { Order } from './order.ts';

/** Fields of `package.json` that decide what is installed. */
const FIELDS = [
  ...['name', 'version', 'type', 'dependencies', 'devDependencies', 'optionalDependencies'],
  ...['peerDependencies', 'peerDependenciesMeta', 'bundleDependencies', 'overrides'],
];

/** Packages that lie in the product itself. */
const isLocal = (manifest: JsonObject): boolean =>
  'workspaces' in manifest ||
  ['dependencies', 'devDependencies', 'optionalDependencies'].some((field) =>
    Object.values(objectAt(manifest, field)).some(
      (version) =>
        typeof version === 'string' && /^(file|link|workspace|portal):|^\.{0,2}\//.test(version),
    ),
  );

const LOCKS = ['package-lock.json', 'npm-shrinkwrap.json'];

/** Bytes of a product with packages of its own that are handed on whole. */
const WHOLE_BYTES = 64 * 1024 ** 2;

type Files = PackageOrder['files'];

const whole = async ({ tree, readWhole }: SenseContext): Promise<Files> => {
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  for (const [path, { size }] of tree) {
    bytes += size;
    if (bytes > WHOLE_BYTES) break;
    files.set(path, await readWhole(path));
  }
  return files;
};

const parts = async (ctx: SenseContext, { manifest }: ProjectFiles): Promise<Files> => {
  const reduced = FIELDS.flatMap((name) => (name in manifest ? [[name, manifest[name]]] : []));
  const files = new Map<string, Uint8Array | string>([
    ['package.json', JSON.stringify(Object.fromEntries(reduced))],
  ]);
  const lock = fileNamed(ctx.tree, ...LOCKS);
  if (lock !== undefined) files.set(lock, await ctx.readWhole(lock));
  return files;
};

/** What npm is asked for. With packages in the product itself it needs all of its files. */
export const nodeOrder = async (
  ctx: SenseContext,
  files: ProjectFiles,
  scripts: boolean,
): Promise<Order> => {
  const locked = LOCKS.find(files.has);
  const command = `npm ${locked === undefined ? 'install' : 'ci'}${scripts ? '' : ' --ignore-scripts'}`;
  const content = isLocal(files.manifest) ? await whole(ctx) : await parts(ctx, files);
  return {
    command,
    why: locked === undefined ? 'package.json without a lock file' : `${locked} is there`,
    order: {
      registry: 'npm',
      files: content,
      argv: ['npm', ...command.split(' ').slice(1)],
      env: INSTALL_ENV,
      folder: 'node_modules',
    },
    at: '/project/node_modules',
    env: {},
  };
};
