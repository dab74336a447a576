import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sweepSandboxes } from '../../../src/adapters/sandbox/index.ts';
import { hasBubblewrap, LIMITS, makeFolder, newMark, removeFolders, survivors } from './support.ts';

afterEach(removeFolders);

/** A process of its own that serves a command in a sandbox, so that it can be killed. */
const supervisor = async (create: string, mark: string, root: string): Promise<ChildProcess> => {
  const source = `
    const { ${create} } = await import('../../../src/adapters/sandbox/index.ts');
    const argv = ['sh', '-c', 'setsid sleep 300 & sleep 301'];
    const command = { dir: '${await makeFolder()}', argv, limits: ${JSON.stringify(LIMITS)} };
    await ${create}({ root: '${root}' }).serve({ ...command, env: { MARK: '${mark}' }, port: 8080 });
    setInterval(() => undefined, 1000);
  `;
  const args = ['--experimental-strip-types', '--input-type=module', '--eval', source];
  const child = spawn(process.execPath, args, { cwd: import.meta.dirname, stdio: 'inherit' });
  const deadline = performance.now() + 20_000;
  while (survivors(mark).length < 3 && performance.now() < deadline) await delay(50);
  return child;
};

const killed = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

const gone = async (mark: string): Promise<readonly number[]> => {
  const deadline = performance.now() + 5_000;
  while (survivors(mark).length > 0 && performance.now() < deadline) await delay(20);
  return survivors(mark);
};

describe('when the supervisor is killed', () => {
  (hasBubblewrap ? test : test.skip)(
    'all that runs in bubblewrap dies with it, and its folder is swept later',
    async () => {
      const mark = newMark();
      const root = await makeFolder();
      const child = await supervisor('createBubblewrap', mark, root);
      expect(survivors(mark).length).toBeGreaterThanOrEqual(2);
      await sweepSandboxes(root);
      expect(await readdir(root)).toHaveLength(1);
      await killed(child);
      expect(await gone(mark)).toEqual([]);
      await sweepSandboxes(root);
      expect(await readdir(root)).toEqual([]);
    },
  );

  test('what it ran as plain processes is ended by the next start, and not before', async () => {
    const mark = newMark();
    const child = await supervisor('createPlain', mark, await makeFolder());
    await sweepSandboxes(await makeFolder());
    expect(survivors(mark).length).toBeGreaterThanOrEqual(2);
    await killed(child);
    await sweepSandboxes(await makeFolder());
    expect(await gone(mark)).toEqual([]);
  });
});
