import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createBubblewrap } from '../../../src/adapters/sandbox/index.ts';
import type { SandboxCommand } from '../../../src/ports/sandbox.ts';
import { hasBubblewrap, LIMITS, makeFolder, removeFolders } from './support.ts';

const CODE = `
import os, sys
places = [place for place in sys.path if place.endswith('-packages') and os.path.isdir(place)]
print(sum(len(os.listdir(place)) for place in places))`;

const system = (): number => {
  try {
    return Number(execFileSync('/usr/bin/python3', ['-s', '-c', CODE], { encoding: 'utf8' }));
  } catch {
    return 0;
  }
};

const inside = async (more: Partial<SandboxCommand>): Promise<string> => {
  const argv = ['/usr/bin/python3', '-c', CODE] as const;
  const dir = await makeFolder();
  const { output } = await createBubblewrap().run({ dir, argv, limits: LIMITS, ...more });
  return output.trim();
};

afterEach(removeFolders);

/** Where the machine's Python has no package, there is none to hide. */
const found = hasBubblewrap ? system() : 0;

(found > 0 ? describe : describe.skip)('Python packages of the machine', () => {
  test('are not seen by a product', async () => {
    expect(await inside({})).toBe('0');
  });

  test('are seen by a tool of ours that asks for them', async () => {
    expect(await inside({ systemPackages: true })).toBe(String(found));
  });
});
