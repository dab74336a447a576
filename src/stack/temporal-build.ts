/** The Temporal CLI, built with the machine's Go. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inheritedWhole } from '../config/index.ts';
import { tryLock } from './lock.ts';
import { onPath } from './on-path.ts';
import { runCommand } from './run-command.ts';
import type { CommandResult } from './run-command.ts';
import { cachedTemporal, installInCache } from './temporal-cache.ts';
import { TEMPORAL_VERSION } from './temporal-download.ts';
import type { Obtained } from './temporal-download.ts';

const PACKAGE = `github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_VERSION}`;
/** The oldest Go that builds it. */
const OLDEST_GO = [1, 25] as const;
const BUILD_MS = 20 * 60_000;
const SAY_EVERY_MS = 10_000;

/** Takes one line for a person. */
export type Say = (line: string) => void;

/** "go version go1.26.8 linux/amd64" → whether that is new enough. */
export function isGoNewEnough(versionLine: string): boolean {
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(versionLine) ?? [];
  if (major === undefined || minor === undefined) return false;
  const difference = Number(major) - OLDEST_GO[0] || Number(minor) - OLDEST_GO[1];
  return difference >= 0;
}

function sayEvery(say: Say, what: string): (elapsedMs: number) => void {
  let said = 0;
  return (elapsedMs) => {
    if (elapsedMs - said < SAY_EVERY_MS) return;
    said = elapsedMs;
    say(`${what} (${String(Math.round(elapsedMs / 1000))} s)`);
  };
}

/** On PATH, or where Go's own installer puts it. */
const goProgram = (): string => onPath('go') ?? onPath('go', '/usr/local/go/bin') ?? 'go';

async function goInstall(gobin: string, say: Say): Promise<CommandResult> {
  return runCommand(goProgram(), ['install', PACKAGE], {
    timeoutMs: BUILD_MS,
    cwd: gobin,
    // A person's GOFLAGS (-mod=vendor, say) are for their own project.
    env: { ...inheritedWhole(), GOBIN: gobin, GOFLAGS: undefined },
    onTick: sayEvery(say, 'temporal: still building'),
  });
}

async function build(cache: string, say: Say): Promise<Obtained> {
  mkdirSync(cache, { recursive: true });
  const gobin = mkdtempSync(path.join(cache, 'go-install-'));
  try {
    const { code, output } = await goInstall(gobin, say);
    if (code === 0)
      return { kind: 'path', path: installInCache(cache, path.join(gobin, 'temporal')) };
    const last = output.trim().split('\n').slice(-3).join(' ');
    return { kind: 'failed', why: `go install ended with ${String(code ?? 'a signal')}: ${last}` };
  } finally {
    rmSync(gobin, { recursive: true, force: true });
  }
}

/** Builds it, or waits for the process that is building it into the same cache. */
async function buildOnce(cache: string, say: Say): Promise<Obtained> {
  const began = Date.now();
  const tick = sayEvery(say, 'temporal: waiting for the process that is building it');
  for (;;) {
    const attempt = tryLock(cache, 'temporal-build.lock');
    const made = cachedTemporal(cache);
    const elapsed = Date.now() - began;
    if (attempt.kind === 'held') {
      const found =
        elapsed > 1000 && (await runCommand(made, ['--version'], { timeoutMs: 10_000 }));
      return found && found.code === 0 ? { kind: 'path', path: made } : build(cache, say);
    }
    if (elapsed > BUILD_MS) return { kind: 'failed', why: 'another process is still building it' };
    tick(elapsed);
    await delay(500);
  }
}

/** Builds the CLI with `go install` into our cache: some minutes on two cores. */
export async function buildTemporal(cache: string, say: Say): Promise<Obtained> {
  const version = await runCommand(goProgram(), ['version'], { timeoutMs: 10_000 });
  if (version.code !== 0)
    return { kind: 'failed', why: 'there is no Go on PATH or in /usr/local/go' };
  if (!isGoNewEnough(version.output)) {
    return { kind: 'failed', why: `${version.output.trim()} is older than 1.25` };
  }
  say(`temporal: building v${TEMPORAL_VERSION} with go install, 3 to 5 minutes on two cores`);
  return buildOnce(cache, say);
}
