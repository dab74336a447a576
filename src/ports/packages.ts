import type { PackageGrant, RegistryKind } from '../domain/settings.ts';
import type { Tree } from '../domain/tree.ts';
import type { Sandbox, SandboxCommand, SandboxResult, Shown } from './sandbox.ts';

/** What is to be installed. The same order has the same outcome: it is installed once, and kept. */
export interface PackageOrder {
  readonly registry: RegistryKind;
  /** All that the command finds in its working folder, as texts or bytes by path. */
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  readonly argv: SandboxCommand['argv'];
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the working folder that the command fills. */
  readonly folder: string;
}

/** What came of an order. */
export type Delivery =
  | {
      readonly kind: 'ready';
      /** Folder of the host with what was installed. It is shared: nobody may change it. */
      readonly dir: string;
      /** What stands in it: names of files and folders. */
      readonly names: readonly string[];
      readonly result: SandboxResult;
    }
  | { readonly kind: 'failed'; readonly result: SandboxResult }
  /** The registry is not to be used, or none is known on this machine. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Where the packages that a product needs come from. */
export interface Packages {
  /** Whether packages may run scripts of their own when they are installed. */
  readonly scripts: boolean;
  /**
   * Installs in a sandbox whose only network is a way to the registry.
   * @throws SandboxFailed, or the reason of the signal that aborted it.
   */
  order(
    order: PackageOrder,
    where: Pick<SandboxCommand, 'limits' | 'signal'> & { readonly sandbox: Sandbox },
  ): Promise<Delivery>;
}

/** Packages as far as they are granted. */
export type PackagesFor = (grant: PackageGrant) => Packages;

/** What commands of a product see beside its files, and what of that is not there. */
export interface Equipment {
  readonly shows: readonly Shown[];
  readonly env: Readonly<Record<string, string>>;
  /** What could not be installed and why, a line each. */
  readonly problems: readonly string[];
}

/**
 * Installs what a product declares, for a command on it; what was installed before is there at once.
 * @throws the reason of the signal that aborted it.
 */
export type Equip = (tree: Tree, signal: AbortSignal) => Promise<Equipment>;
