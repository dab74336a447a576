/** The launcher is plain JavaScript, as it runs before anything is installed: its types, for tests. */

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
type Packages = Readonly<Record<string, Locked>>;

declare module '*/launcher/node-version.mjs' {
  export function isNewEnough(version: string): boolean;
  export function nodePackage(platform: string, arch: string): string | undefined;
}

declare module '*/launcher/dependencies.mjs' {
  export function matches(
    locked: Packages,
    installed: Packages,
    platform?: string,
    arch?: string,
  ): boolean;
  export function isComplete(locked: Packages): boolean;
  export function areInstalled(root: string): boolean;
}

declare module '*/launcher/build-inputs.mjs' {
  export function inputsDigest(root: string): string;
  export function isBuilt(root: string): boolean;
}

declare module '*/launcher/cache.mjs' {
  export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string;
}
