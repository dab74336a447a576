import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PackageOrder, Packages } from '../../ports/packages.ts';
import type { Oddity, SandboxResult, Shown } from '../../ports/sandbox.ts';
import { createOwnedFolder, removeFolder } from '../workspaces/owned-folder.ts';
import { startProxy } from './proxy.ts';
import type { Registry } from './registries.ts';

type Where = Parameters<Packages['order']>[1];

const BOUNDS = { bytes: 2 * 1024 ** 3, connections: 5_000, atOnce: 64, idleMs: 60_000 };

/** What is downloaded stands beside what it is unpacked to. */
const DISK_BYTES = 2 * 1024 ** 3;
const FILES = 300_000;
/** A slow line is no fault of a product. */
const WALL_MS = 600_000;

/** Where the certificates of this machine's authorities stand inside. */
const AUTHORITIES = '/packages/authorities.pem';

const trusting = (file: string | undefined): Readonly<Record<string, string>> =>
  file === undefined
    ? {}
    : {
        npm_config_cafile: AUTHORITIES,
        NODE_EXTRA_CA_CERTS: AUTHORITIES,
        PIP_CERT: AUTHORITIES,
        SSL_CERT_FILE: AUTHORITIES,
      };

/** In the working folder, as there is little room in memory. */
const ROOM = '.room';

const writeFiles = async (dir: string, { files }: PackageOrder): Promise<void> => {
  await mkdir(path.join(dir, ROOM), { recursive: true });
  for (const [name, content] of files) {
    const place = path.join(dir, name);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, content, { flag: 'wx' });
  }
};

/** What a folder must not have that others are to see. */
const NEVER: ReadonlySet<Oddity['kind']> = new Set([
  ...(['link_out', 'hard_link', 'device', 'pipe', 'socket', 'setuid'] as const),
  ...(['deep', 'many', 'unreadable'] as const),
]);

const checked = (result: SandboxResult): SandboxResult => {
  const odd = (result.oddities ?? []).filter(({ kind }) => NEVER.has(kind));
  if (odd.length === 0) return result;
  const list = odd.map(({ kind, path: name }) => `${kind} ${name}`).join(', ');
  return { ...result, exitCode: null, output: `${result.output}\n[not kept: ${list}]\n` };
};

const runIn = async (
  dir: string,
  socket: string,
  order: PackageOrder,
  registry: Registry,
  { sandbox, limits, signal }: Where,
): Promise<SandboxResult> => {
  const shows: readonly Shown[] =
    registry.authorities === undefined ? [] : [{ from: registry.authorities, to: AUTHORITIES }];
  const proxy = await startProxy({ socket, origins: registry.origins, bounds: BOUNDS });
  try {
    const result = await sandbox.run({
      dir,
      argv: ['env', `TMPDIR=/project/${ROOM}`, ...order.argv],
      env: {
        ...order.env,
        ...registry.env,
        ...trusting(registry.authorities),
        npm_config_cache: `/project/${ROOM}/npm`,
        PIP_CACHE_DIR: `/project/${ROOM}/pip`,
      },
      limits: {
        ...limits,
        wallMs: Math.max(limits.wallMs, WALL_MS),
        diskBytes: Math.max(limits.diskBytes, DISK_BYTES),
      },
      files: FILES,
      shows,
      proxy: socket,
      systemPackages: true,
      ...(signal === undefined ? {} : { signal }),
    });
    const refused = proxy.refused().map((what) => `[no way to: ${what}]\n`);
    return checked({ ...result, output: `${result.output}${refused.join('')}` });
  } finally {
    proxy.close();
  }
};

/**
 * Vite (and Vitest with it) writes its settings, once bundled, into `node_modules/.vite-temp`, and
 * beside them only where that is forbidden to it, which a folder that is shown read-only is not:
 * it is led there.
 */
const leadViteOut = async (folder: string): Promise<void> => {
  const place = path.join(folder, '.vite-temp');
  if (existsSync(path.join(folder, 'vite')) && !existsSync(place)) await symlink('..', place);
};

/**
 * Installs in a folder of its own, with the registry as all of the network.
 * @param use is given the folder that was filled, when the command held.
 */
export const install = async <T>(
  root: string,
  order: PackageOrder,
  registry: Registry,
  where: Where,
  use: (folder: string | undefined, result: SandboxResult) => Promise<T>,
): Promise<T> => {
  const dir = await createOwnedFolder(root, 'outlet');
  // The path of a socket may have 107 bytes.
  const beside = await createOwnedFolder(tmpdir(), 'outlet');
  try {
    await writeFiles(dir, order);
    const result = await runIn(dir, path.join(beside, 's'), order, registry, where);
    const folder = path.join(dir, order.folder);
    const held = result.exitCode === 0;
    if (held) {
      await mkdir(folder, { recursive: true });
      await leadViteOut(folder);
    }
    return await use(held ? folder : undefined, result);
  } finally {
    await removeFolder(beside);
    await removeFolder(dir);
  }
};
