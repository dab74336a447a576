import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Digest } from '../../domain/digest.ts';
import { digestOf } from '../../ports/digests.ts';
import type { Delivery, PackageOrder, Packages, PackagesFor } from '../../ports/packages.ts';
import type { RegistryKind, SandboxLimits } from '../../domain/settings.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import { createOwnedFolder, removeFolder, sweepOwnedFolders } from '../workspaces/owned-folder.ts';
import type { Variables } from './ask-tool.ts';
import { install } from './install.ts';
import { findRegistry } from './registries.ts';
import type { Registry } from './registries.ts';
import { createStore } from './store.ts';

export interface PackagesOptions {
  /** Folder below which installed packages are kept. */
  readonly cache: string;
  /** Further places that they keep files at, as `host`, `host:port` or URL. */
  readonly hosts: readonly string[];
  /** What tools of this machine are asked with for their configuration. */
  readonly environment: Variables;
  /** Finds a registry; reads the configuration of this machine's tools when absent. */
  readonly find?: typeof findRegistry;
}

/** Part of every key: to be raised when the same order is carried out differently. */
const FORMAT = 1;

const BELIEVED_MS = 600_000;

const VERSIONS: Readonly<Record<RegistryKind, string>> = {
  npm: 'uname -sm; node --version; npm --version',
  pypi: 'uname -sm; python3 --version; python3 -m pip --version',
};

/** Remembers what was found for some time. What was not found is looked for again. */
const remember = <T>(find: (name: RegistryKind) => Promise<T | undefined>) => {
  const known = new Map<RegistryKind, { readonly value: T; readonly at: number }>();
  return async (name: RegistryKind): Promise<T | undefined> => {
    const before = known.get(name);
    if (before !== undefined && Date.now() - before.at < BELIEVED_MS) return before.value;
    const value = await find(name);
    if (value !== undefined) known.set(name, { value, at: Date.now() });
    return value;
  };
};

const keyOf = (
  { registry: kind, files, argv, env = {}, folder }: PackageOrder,
  { index }: Registry,
  versions: string,
): Digest => {
  const content = [...files].map(([name, text]) => [name, digestOf(text)]).sort();
  const variables = Object.entries(env).sort();
  return digestOf(
    JSON.stringify([FORMAT, kind, index, versions, argv, variables, folder, content]),
  );
};

/** What a sandbox answers when it is asked for the versions of its tools. */
const versionsIn = async (
  kind: RegistryKind,
  sandbox: Sandbox,
  limits: SandboxLimits,
): Promise<string | undefined> => {
  const argv = ['sh', '-c', VERSIONS[kind]] as const;
  const dir = await createOwnedFolder(tmpdir(), 'outlet');
  try {
    const { exitCode, output } = await sandbox.run({ dir, argv, limits, systemPackages: true });
    return exitCode === 0 ? `${sandbox.kind} ${output}` : undefined;
  } finally {
    await removeFolder(dir);
  }
};

type Where = Parameters<Packages['order']>[1];

const refused = (reason: string): Delivery => ({ kind: 'refused', reason });

/** Carries an order out once, however many ask for it at the same time. */
const carrier = (root: string) => {
  const store = createStore(root);
  const underWay = new Map<Digest, Promise<Delivery>>();
  const carryOut = async (
    key: Digest,
    registry: Registry,
    order: PackageOrder,
    where: Where,
  ): Promise<Delivery> => {
    const kept = await store.find(key);
    if (kept !== undefined) return { kind: 'ready', ...kept };
    return install(root, order, registry, where, async (folder, result) =>
      folder === undefined
        ? { kind: 'failed', result }
        : { kind: 'ready', ...(await store.keep(key, folder, result)) },
    );
  };
  return {
    sweep: async () => {
      await sweepOwnedFolders(root);
      await store.prune();
    },
    carryOut: async (key: Digest, ...given: [Registry, PackageOrder, Where]): Promise<Delivery> => {
      const started = underWay.get(key) ?? carryOut(key, ...given);
      underWay.set(key, started);
      try {
        return await started;
      } finally {
        underWay.delete(key);
      }
    },
  };
};

const askVersions = () => {
  const known = new Map<string, string>();
  return async (kind: RegistryKind, { sandbox, limits }: Where): Promise<string | undefined> => {
    const name = `${sandbox.kind} ${kind}`;
    const found = known.get(name) ?? (await versionsIn(kind, sandbox, limits));
    if (found !== undefined) known.set(name, found);
    return found;
  };
};

/** Where packages come from, as this machine's own tools have it configured. */
export const createPackages = ({
  cache,
  hosts,
  environment,
  find = findRegistry,
}: PackagesOptions): PackagesFor => {
  const { sweep, carryOut } = carrier(path.join(cache, 'packages'));
  const registryOf = remember((kind) => find(kind, hosts, environment));
  const versionsOf = askVersions();
  let swept: Promise<void> | undefined;
  return ({ registries, scripts }) => ({
    scripts,
    async order(order, where) {
      const { registry: kind } = order;
      if (!registries.includes(kind)) {
        return refused(`the setting "packages.registries" does not have ${kind}`);
      }
      await (swept ??= sweep());
      const registry = await registryOf(kind);
      if (registry === undefined) {
        return refused(`no tool of this machine says which registry to use for ${kind}`);
      }
      const versions = await versionsOf(kind, where);
      return versions === undefined
        ? refused(`the sandbox has no tool that installs from ${kind}`)
        : carryOut(keyOf(order, registry, versions), registry, order, where);
    },
  });
};
