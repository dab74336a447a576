import type { Environment } from './environment.ts';
import { inherited } from './inherited.ts';
import type { Config } from './schema.ts';

/** Which sandbox is to be used, and what a container engine is asked with. */
export interface SandboxSettings {
  readonly sandbox: Config['sandbox'];
  readonly image: string;
  readonly environment: Environment;
}

const OF_ENGINES = [
  ...['PATH', 'HOME', 'XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME', 'DBUS_SESSION_BUS_ADDRESS'],
  ...['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'],
  ...['CONTAINER_HOST', 'CONTAINERS_CONF'],
];

export const sandboxSettings = ({ sandbox, container }: Config): SandboxSettings => ({
  sandbox,
  image: container.image,
  environment: inherited(...OF_ENGINES),
});
