import { existsSync } from 'node:fs';
import type { RegistryKind } from '../../domain/settings.ts';
import { findToolchain } from '../sandbox/toolchain.ts';
import type { Variables } from './ask-tool.ts';
import type { Configured } from './configured.ts';
import { filePlaces } from './file-places.ts';
import { npmRegistry } from './npm-registry.ts';
import { originOf } from './origin.ts';
import { pypiRegistry } from './pypi-registry.ts';

/** A registry of this machine, and what it takes to use it from inside. */
export interface Registry {
  readonly index: string;
  /** All that the proxy lets through. */
  readonly origins: ReadonlySet<string>;
  readonly env: Readonly<Record<string, string>>;
  readonly authorities?: string;
}

/** Where else this machine may have a file with the authorities that it trusts. */
const authoritiesOf = ({ authorities }: Configured, env: Variables): string | undefined =>
  [authorities, env['NODE_EXTRA_CA_CERTS'], env['SSL_CERT_FILE']].find(
    (file) => file !== undefined && file !== '' && existsSync(file),
  );

/**
 * Reads which registry a tool of this machine is set to, and asks that where its files are.
 * @param environment what the tool is asked with.
 * @param hosts further places to let through, as `host`, `host:port` or URL.
 */
export const findRegistry = async (
  kind: RegistryKind,
  hosts: readonly string[],
  environment: Variables,
): Promise<Registry | undefined> => {
  const found =
    kind === 'npm'
      ? await npmRegistry(findToolchain().npm, environment)
      : await pypiRegistry(environment);
  if (found === undefined) return undefined;
  const authorities = authoritiesOf(found, environment);
  const named = hosts.map((host) => (host.includes('://') ? host : `https://${host}`));
  const urls = [found.index, ...found.more, ...named];
  const origins = urls.map(originOf).filter((origin) => origin !== undefined);
  const places = await filePlaces(found.page, authorities);
  return {
    index: found.index,
    origins: new Set([...origins, ...places]),
    env: found.env,
    ...(authorities === undefined ? {} : { authorities }),
  };
};
