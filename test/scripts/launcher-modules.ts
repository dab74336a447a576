/** The launcher's modules, which are plain JavaScript, with the types that the tests rely on. */

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

interface LauncherModules {
  readonly 'node-version.mjs': {
    isNewEnough: (version: string) => boolean;
    nodePackage: (platform: string, arch: string) => string | undefined;
  };
  readonly 'dependencies.mjs': {
    matches: (locked: Packages, installed: Packages, platform?: string, arch?: string) => boolean;
    isComplete: (locked: Packages) => boolean;
    areInstalled: (root: string) => boolean;
  };
  readonly 'build-inputs.mjs': {
    inputsDigest: (root: string) => string;
    isBuilt: (root: string) => boolean;
  };
  readonly 'cache.mjs': {
    cacheFolder: (env: Readonly<Record<string, string | undefined>>) => string;
  };
}

/** Where the launcher's files are. */
export const launcherUrl = new URL('../../scripts/launcher/', import.meta.url);

/** Loads one of them. */
export async function launcherModule<Name extends keyof LauncherModules>(
  name: Name,
): Promise<LauncherModules[Name]> {
  return (await import(new URL(name, launcherUrl).href)) as LauncherModules[Name];
}
