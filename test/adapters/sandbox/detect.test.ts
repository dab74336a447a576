import { existsSync } from 'node:fs';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { detectSandbox } from '../../../src/adapters/sandbox/index.ts';
import { ownName } from '../../../src/adapters/sandbox/process-table.ts';
import { hasBubblewrap, makeFolder, removeFolders } from './support.ts';

afterEach(removeFolders);

const onLinux = process.platform === 'linux' ? test : test.skip;

describe('detectSandbox', () => {
  onLinux('says how to install it where it is not', async () => {
    const found = await detectSandbox(['/nowhere/bwrap']);
    expect(found.kind).toBeUndefined();
    expect(found).toMatchObject({ reason: expect.stringContaining('apt-get install bubblewrap') });
  });

  onLinux('says why a program that is there does not work', async () => {
    const program = `${await makeFolder()}/bwrap`;
    await writeFile(program, '#!/bin/sh\necho "bwrap: Unknown option --perms" >&2\nexit 1\n');
    await chmod(program, 0o755);
    const found = await detectSandbox([program]);
    expect(found).toMatchObject({
      kind: undefined,
      reason: expect.stringMatching(/does not work here: .*Unknown option --perms.*0\.8/),
    });
  });

  (hasBubblewrap ? test : test.skip)('removes what a killed process left', async () => {
    const [space] = ownName().split('-');
    const left = await mkdtemp(path.join(tmpdir(), `maestro-trial-${String(space)}-1-1-`));
    await detectSandbox();
    expect(existsSync(left)).toBe(false);
  });

  (hasBubblewrap ? test : test.skip)('takes the first place where it is', async () => {
    const found = await detectSandbox(['/nowhere/bwrap', '/usr/bin/bwrap']);
    expect(found).toMatchObject({ kind: 'bubblewrap', program: '/usr/bin/bwrap' });
    const holds = found.kind === undefined ? {} : found.holds;
    expect(Object.values(holds)).not.toContain('none');
  });
});
