/** Finding the Temporal CLI, or getting it. */
import type { Config } from '../config/index.ts';
import { isProgram, onPath } from './on-path.ts';
import { runCommand } from './run-command.ts';
import { StackError } from './stack-error.ts';
import { buildTemporal } from './temporal-build.ts';
import type { Say } from './temporal-build.ts';
import { cachedTemporal } from './temporal-cache.ts';
import { downloadTemporal, TEMPORAL_VERSION } from './temporal-download.ts';

/** A CLI that runs. */
export interface TemporalCli {
  readonly path: string;
  /** First line of `temporal --version`. */
  readonly version: string;
  /** Where it was found, for people. */
  readonly origin: string;
}

interface Place {
  readonly origin: string;
  readonly path: string | undefined;
  /** What is said when there is no path. */
  readonly absent: string;
}

function places(config: Config): readonly Place[] {
  const cached = cachedTemporal(config.cache);
  return [
    { origin: 'TEMPORAL_CLI_PATH', path: config.temporal.cliPath, absent: 'not set' },
    { origin: 'PATH', path: onPath('temporal'), absent: 'no temporal there' },
    { origin: 'our cache', path: isProgram(cached) ? cached : undefined, absent: 'empty' },
  ];
}

async function tryPlace(place: Place, tried: string[]): Promise<TemporalCli | undefined> {
  if (place.path === undefined) {
    tried.push(`${place.origin}: ${place.absent}`);
    return undefined;
  }
  const { code, output } = await runCommand(place.path, ['--version'], { timeoutMs: 10_000 });
  const [version = ''] = output.trim().split('\n');
  if (code === 0) return { path: place.path, version, origin: place.origin };
  tried.push(`${place.origin}: ${place.path} does not run (${version})`);
  return undefined;
}

/** The CLI that is on this machine already: what was tried is added to `tried`. */
export async function findTemporal(
  config: Config,
  tried: string[] = [],
): Promise<TemporalCli | undefined> {
  for (const place of places(config)) {
    const found = await tryPlace(place, tried);
    if (found) return found;
  }
  return undefined;
}

/** How a person can get a Temporal by hand. */
export const temporalRemedies: readonly string[] = [
  'set TEMPORAL_ADDRESS to a Temporal server that runs',
  'install the temporal CLI and put it on PATH, or set TEMPORAL_CLI_PATH to it',
  'install Go 1.25 or later, and run this again where its modules can be fetched',
];

/**
 * Finds the CLI (TEMPORAL_CLI_PATH, PATH, our cache) or gets it into our cache (official download,
 * `go install`), saying in one line each what is tried.
 * @throws {StackError} with everything that was tried and the ways out
 */
export async function obtainTemporal(config: Config, say: Say): Promise<TemporalCli> {
  const tried: string[] = [];
  const found = await findTemporal(config, tried);
  for (const line of tried) say(`temporal: ${line}`);
  if (found) {
    say(`temporal: ${found.version}, from ${found.origin}`);
    return found;
  }
  say(`temporal: trying the official download of v${TEMPORAL_VERSION}`);
  const downloaded = await downloadTemporal(config.cache);
  if (downloaded.kind === 'failed') {
    say(`temporal: the download failed: ${downloaded.why}`);
    tried.push(`official download: ${downloaded.why}`);
  }
  const obtained = downloaded.kind === 'path' ? downloaded : await buildTemporal(config.cache, say);
  if (obtained.kind === 'failed') {
    tried.push(`go install: ${obtained.why}`);
    const message = `No Temporal server could be had. Tried: ${tried.join('; ')}. Ways out:`;
    throw new StackError(message, temporalRemedies);
  }
  const origin = downloaded.kind === 'path' ? 'the official download' : 'go install';
  const cli = await tryPlace({ origin, path: obtained.path, absent: 'gone' }, tried);
  if (!cli)
    throw new StackError(`The temporal CLI does not run: ${tried.at(-1) ?? ''}`, temporalRemedies);
  say(`temporal: ${cli.version}, from ${cli.origin}`);
  return cli;
}
