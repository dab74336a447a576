import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LIMITS } from './support.ts';
import { hasBubblewrap } from './support.ts';

const INDEX = new URL('../../../src/adapters/sandbox/index.ts', import.meta.url).href;

describe('descriptors that we were started with', () => {
  (hasBubblewrap ? test : test.skip)('lead to nothing inside', () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'sandbox-test-'));
    const source = `
      const { createBubblewrap } = await import('${INDEX}');
      const argv = ['sh', '-c', 'for fd in /proc/self/fd/*; do readlink $fd; done'];
      const command = { dir: '${dir}', argv, limits: ${JSON.stringify(LIMITS)} };
      console.log((await createBubblewrap().run(command)).output);
    `;
    // A gap before the highest: Node closes what it was started with up to the first gap.
    const args = ['-c', 'exec "$0" "$@" 60</etc/hostname 61>>/dev/full'];
    const node = ['--experimental-strip-types', '--input-type=module', '--eval', source];
    const { stdout } = spawnSync('bash', [...args, process.execPath, ...node], {
      encoding: 'utf8',
    });
    rmSync(dir, { recursive: true });
    const places = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('/proc/'));
    expect(places.length).toBeGreaterThanOrEqual(5);
    expect(places.filter((place) => !/^(\/dev\/null|socket:\[\d+\])$/.test(place))).toEqual([]);
  });
});
