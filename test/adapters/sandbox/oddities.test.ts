import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { chmod, link, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leadsOut, lookOver } from '../../../src/adapters/sandbox/oddities.ts';
import type { Oddity } from '../../../src/ports/sandbox.ts';
import { makeFolder, removeFolders } from './support.ts';

afterEach(removeFolders);

const oddities = async (
  make: (dir: string) => Promise<void> | void,
): Promise<readonly Oddity[]> => {
  const dir = await makeFolder();
  await make(dir);
  return (await lookOver(dir, 1_000)).oddities;
};

const isRoot = process.getuid?.() === 0;

describe('lookOver', () => {
  test('says nothing of files, folders, programs and links inside', async () => {
    const found = await oddities(async (dir) => {
      await mkdir(`${dir}/node_modules/.bin`, { recursive: true });
      await writeFile(`${dir}/node_modules/tool.js`, 'x', { mode: 0o755 });
      await symlink('../tool.js', `${dir}/node_modules/.bin/tool`);
      await writeFile(`${dir}/naïve file – “quoted”.md`, 'x');
    });
    expect(found).toEqual([]);
  });

  test.each(['/etc/passwd', '../outside', 'a/../../outside', 'a/..'])(
    'a link to %s may lead out',
    async (target) => {
      const found = await oddities((dir) => symlink(target, `${dir}/link`));
      expect(found).toEqual([{ kind: 'link_out', path: 'link' }]);
    },
  );

  test('two names of one file are told for both', async () => {
    const found = await oddities(async (dir) => {
      await writeFile(`${dir}/a`, 'x');
      await link(`${dir}/a`, `${dir}/b`);
    });
    expect(found.map(({ kind, path: name }) => `${kind} ${name}`).sort()).toEqual([
      'hard_link a',
      'hard_link b',
    ]);
  });

  test('pipes, rights of the owner, sparse and large files are told', async () => {
    const found = await oddities(async (dir) => {
      execFileSync('sh', ['-c', `mkfifo "${dir}/pipe"`]);
      await writeFile(`${dir}/su`, 'x');
      await chmod(`${dir}/su`, 0o4755);
      await writeFile(`${dir}/huge`, '');
      await truncate(`${dir}/huge`, 2 ** 40);
    });
    expect(found.map(({ kind }) => kind).sort()).toEqual(['large', 'pipe', 'setuid', 'sparse']);
  });

  (isRoot ? test : test.skip)('devices are told', async () => {
    const found = await oddities((dir) => {
      execFileSync('mknod', [`${dir}/null`, 'c', '1', '3']);
    });
    expect(found).toEqual([{ kind: 'device', path: 'null' }]);
  });

  test('a name that is no text, or more than text, is told and shown harmless', async () => {
    const names = [Buffer.from('a\nb'), Buffer.from([0x66, 0xff]), Buffer.from('\u202egpj.exe')];
    const found = await oddities((dir) => {
      for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), name]), '');
    });
    expect(found.map(({ kind }) => kind)).toEqual(['name', 'name', 'name']);
    expect(found.map((each) => each.path).sort()).toEqual([
      '\\xe2\\x80\\xaegpj.exe',
      'a\\x0ab',
      'f\\xff',
    ]);
  });

  test('a folder too deep, and too many files, are told', async () => {
    const deep = await oddities(async (dir) => {
      await mkdir(path.join(dir, ...Array.from({ length: 80 }, () => 'd')), { recursive: true });
    });
    expect(deep.map(({ kind }) => kind)).toEqual(['deep']);
    const dir = await makeFolder();
    for (const name of ['a', 'b', 'c']) await writeFile(`${dir}/${name}`, '');
    expect((await lookOver(dir, 2)).oddities).toEqual([{ kind: 'many', path: '.' }]);
  });
});

describe('leadsOut', () => {
  const step = fc.constantFrom('..', '.', 'a', 'b', '');
  test('whatever stays inside by its steps alone, and no other, is let be', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.array(step, { maxLength: 8 }), (depth, steps) => {
        const from = Array.from({ length: depth }, (_, at) => `d${String(at)}`).join('/');
        const target = steps.join('/');
        const inside = !path.join('/root', from, target).startsWith('/root');
        if (inside || target.startsWith('/')) expect(leadsOut(depth, target)).toBe(true);
      }),
    );
  });
});
