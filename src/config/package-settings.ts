import type { PackageGrant } from '../domain/settings.ts';
import type { Environment } from './environment.ts';
import { inheritedWhole } from './inherited.ts';
import type { Config } from './schema.ts';

/** What the configuration grants to installing; `none` in the list takes all of it back. */
export const packageGrant = ({ registries, scripts }: Config['packages']): PackageGrant => ({
  registries: registries.includes('none')
    ? []
    : registries.filter((registry) => registry !== 'none'),
  scripts: scripts === 'on',
});

/** Of our own environment, what npm and pip look at; no key of a model is among it. */
const OF_TOOLS =
  /^(PATH|HOME|USER|LANG|TMPDIR|VIRTUAL_ENV|PYENV_\w+|XDG_\w+|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|(npm_config|pip)_.+|(https?|no|all)_proxy)$/i;

/** Where packages come from, and how far. */
export interface PackageSettings extends PackageGrant {
  /** Folder below which installed packages are kept. */
  readonly cache: string;
  /** Further hosts of registries. */
  readonly hosts: readonly string[];
  /** What npm and pip of this machine are asked with for their configuration. */
  readonly environment: Environment;
}

export const packageSettings = ({ cache, packages }: Config): PackageSettings => ({
  cache,
  hosts: packages.hosts,
  environment: Object.fromEntries(
    Object.entries(inheritedWhole()).filter(([name]) => OF_TOOLS.test(name)),
  ),
  ...packageGrant(packages),
});
