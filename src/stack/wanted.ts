/** Which stack the configuration asks for, and how it differs from the one that runs. */
import type { Config, LoadedConfig } from '../config/index.ts';
import type { HomePaths } from './home.ts';
import type { LaunchSpec } from './launch-spec.ts';
import { embeddedDatabaseUrl } from './postgres.ts';
import type { StackState } from './state.ts';
import type { WorkerCommand } from './worker-part.ts';
import { changedSettings, workerSettings } from './worker-settings.ts';

/** Where free ports are looked for first. */
export interface FirstPorts {
  /** The Web UI is at this + 1000. */
  readonly temporal: number;
  readonly postgres: number;
}

/** What `up` was called for. */
export interface Wanted {
  readonly loaded: LoadedConfig;
  readonly build: string;
  readonly worker: WorkerCommand | undefined;
  readonly ports: FirstPorts;
}

/**
 * A person who took over the exports that `up` prints names our own servers in TEMPORAL_ADDRESS;
 * those are still ours to keep running.
 */
function withoutOurOwn(config: Config, paths: HomePaths, running: StackState | undefined): Config {
  const { address, ...temporal } = config.temporal;
  const { databaseUrl, ...rest } = config;
  const ourTemporal = running?.temporal.embedded === true && running.temporal.address === address;
  const port = running?.postgres.port;
  const ourPostgres = port !== undefined && embeddedDatabaseUrl(paths, port) === databaseUrl;
  return {
    ...rest,
    ...(databaseUrl !== undefined && !ourPostgres && { databaseUrl }),
    temporal: { ...temporal, ...(address !== undefined && !ourTemporal && { address }) },
  };
}

/** Ours in DATABASE_URL is what the worker is given anyway. */
function settingsOf(loaded: LoadedConfig, external: string | undefined): LaunchSpec['settings'] {
  const { DATABASE_URL, ...others } = workerSettings(loaded);
  return external !== undefined && DATABASE_URL !== undefined
    ? { ...others, DATABASE_URL }
    : others;
}

/** What has to be launched; the CLI's path is still to be found where Temporal is embedded. */
export function wantedSpec(
  { loaded, build, worker, ports }: Wanted,
  paths: HomePaths,
  running: StackState | undefined,
): LaunchSpec {
  const { temporal, databaseUrl, home } = withoutOurOwn(loaded.config, paths, running);
  const { address, namespace } = temporal;
  return {
    home,
    build,
    settings: settingsOf(loaded, databaseUrl),
    temporal:
      address === undefined
        ? { kind: 'embedded', cli: '', namespace, port: ports.temporal }
        : { kind: 'external', address, namespace },
    postgres:
      databaseUrl === undefined ? { kind: 'embedded', port: ports.postgres } : { kind: 'external' },
    ...(worker && { worker: { command: worker.command, args: [...worker.args] } }),
  };
}

/** What is different, in words for a person; empty when the running stack is the wanted one. */
export function differences(running: StackState, wanted: LaunchSpec): readonly string[] {
  const { temporal, postgres } = wanted;
  const embedded = temporal.kind === 'embedded';
  const sameServer = embedded || temporal.address === running.temporal.address;
  const sameTemporal =
    embedded === running.temporal.embedded &&
    sameServer &&
    temporal.namespace === running.temporal.namespace;
  const samePostgres = (postgres.kind === 'embedded') === running.postgres.embedded;
  const changed = changedSettings(running.settings, wanted.settings);
  return [
    ...(running.build === wanted.build ? [] : ['another build of Maestro']),
    ...(sameTemporal ? [] : ['another Temporal server or namespace']),
    ...(samePostgres ? [] : ['another Postgres']),
    ...changed.map((name) => `${name} changed`),
  ];
}
