import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createBubblewrap } from '../../../../src/adapters/sandbox/index.ts';
import { removeFolder } from '../../../../src/adapters/workspaces/owned-folder.ts';
import { hasBubblewrap, newMark, survivors } from '../support.ts';
import { limitsOf, wasContained } from './attempt.ts';
import type { Attempt, Host } from './attempt.ts';
import { makeSurroundings } from './host.ts';
import type { Surroundings } from './host.ts';

/** Longest that an attempt may take without a sandbox, in ms. */
const OUTSIDE_MS = 20_000;

const isRoot = process.getuid?.() === 0;

const isTriedOutside = ({ outside }: Attempt): boolean =>
  outside === 'succeeds' || (outside === 'succeeds for root' && isRoot);

const runInside = async (
  attempt: Attempt,
  host: Host,
  dir: string,
  { installing }: Surroundings,
): Promise<string> => {
  const result = await createBubblewrap().run({
    dir,
    argv: attempt.argv(host),
    env: { MARK: host.mark },
    limits: limitsOf(attempt),
    ...(attempt.installing === true ? installing : {}),
    ...(attempt.files === undefined ? {} : { files: attempt.files }),
  });
  expect(survivors(host.mark)).toEqual([]);
  return wasContained(attempt, result) ? 'contained' : JSON.stringify(result);
};

/** The same script as a plain child, bounded in time; whatever it leaves is ended. */
const runOutside = (attempt: Attempt, host: Host, cwd: string): string => {
  const [program, ...args] = attempt.argv(host);
  const { stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: OUTSIDE_MS,
    killSignal: 'SIGKILL',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', MARK: host.mark, REST: '0' },
  });
  for (const pid of survivors(host.mark)) process.kill(pid, 'SIGKILL');
  return stdout + stderr;
};

const reportOf = (title: string, attempts: readonly Attempt[], held: ReadonlySet<string>): string =>
  [
    `\nescapes, ${title}: ${String(held.size)} of ${String(attempts.length)} contained`,
    ...attempts.map((attempt) => {
      const shown = isTriedOutside(attempt) ? 'succeeds outside' : attempt.outside;
      return `  ${held.has(attempt.name) ? 'contained' : 'NOT CONTAINED'}: ${attempt.name} (${shown})`;
    }),
    '',
  ].join('\n');

/** Tries every way out inside, and where that does no harm, outside as well. */
export const escapeSuite = (title: string, attempts: readonly Attempt[]): void => {
  const held = new Set<string>();
  let surroundings: Surroundings;

  beforeAll(async () => {
    surroundings = await makeSurroundings();
  });
  afterAll(async () => {
    await surroundings.end();
    process.stdout.write(reportOf(title, attempts, held));
  });

  (hasBubblewrap ? describe : describe.skip)(`escapes: ${title}`, () => {
    test.each(attempts.map((attempt) => [attempt.name, attempt] as const))(
      '%s is contained',
      async (name, attempt) => {
        const host = { ...surroundings.host, mark: newMark() };
        const dir = await surroundings.makeFolder();
        expect(await runInside(attempt, host, dir, surroundings)).toBe('contained');
        held.add(name);
        await removeFolder(dir);
        if (!isTriedOutside(attempt)) return;
        const free = await surroundings.makeFolder();
        expect(runOutside(attempt, host, free)).toContain('ESCAPED');
        await removeFolder(free);
      },
    );
  });
};
