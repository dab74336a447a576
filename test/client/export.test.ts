import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ExportRefused } from '../../src/client/errors.ts';
import { checkFolder } from '../../src/client/export/check-folder.ts';
import { exportTree } from '../../src/client/export/export-tree.ts';
import { makeFolder } from '../../src/client/export/make-folder.ts';
import type { ExportReport } from '../../src/client/export/report.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { encodeTree, parseTreePath } from '../../src/domain/tree.ts';
import type { Tree, TreeEntry, TreePath } from '../../src/domain/tree.ts';
import { digestOf } from '../../src/ports/digests.ts';
import { ObjectDamaged, ObjectMissing } from '../../src/ports/objects.ts';
import type { ObjectStore } from '../../src/ports/objects.ts';

const memory = (): ObjectStore & { readonly blobs: Map<Digest, Uint8Array> } => {
  const blobs = new Map<Digest, Uint8Array>();
  return {
    blobs,
    put: (bytes) => {
      blobs.set(digestOf(bytes), bytes);
      return Promise.resolve(digestOf(bytes));
    },
    get: (digest) => {
      const bytes = blobs.get(digest);
      return bytes === undefined
        ? Promise.reject(new ObjectMissing(digest))
        : Promise.resolve(bytes);
    },
    has: (digest) => Promise.resolve(blobs.has(digest)),
  };
};

type Files = Readonly<Record<string, string>>;

/** By convention, the user `nobody`. */
const NOBODY = 65_534;

const objects = memory();
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'maestro-export-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const treeOf = async (files: Files, executable: readonly string[] = []): Promise<Tree> => {
  const tree = new Map<TreePath, TreeEntry>();
  for (const [name, content] of Object.entries(files)) {
    const at = parseTreePath(name);
    if (!at.ok) throw new Error(at.problem);
    const bytes = new TextEncoder().encode(content);
    const mode = executable.includes(name) ? 'executable' : 'file';
    tree.set(at.value, { blob: await objects.put(bytes), size: bytes.length, mode, by: 'run' });
  }
  return tree;
};

const exportFiles = async (
  files: Files,
  executable: readonly string[] = [],
  session = 'shop',
): Promise<ExportReport> => {
  const tree = await treeOf(files, executable);
  return exportTree(objects, { session, digest: digestOf(encodeTree(tree)), tree }, dir);
};

const at = (name: string): string => path.join(dir, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');
const edit = (name: string, content: string): void => {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
};

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : 1;

/** The superuser may write anywhere: there, the work is done as the user that owns nothing else. */
const unprivileged = async <T>(work: () => Promise<T>): Promise<T> => {
  if (process.getuid?.() !== 0) return work();
  const everything = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map(at);
  for (const file of [dir, ...everything]) chownSync(file, NOBODY, NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
};

describe('exporting a tree', () => {
  test('writes every file with its mode, and nothing twice', async () => {
    const first = await exportFiles({ 'a.js': '1', 'bin/run': '#!' }, ['bin/run']);
    expect(first.written).toEqual(['a.js', 'bin/run']);
    expect(statSync(at('bin/run')).mode & 0o777).toBe(0o755);
    expect(statSync(at('a.js')).mode & 0o777).toBe(0o644);
    const second = await exportFiles({ 'a.js': '1', 'bin/run': '#!' }, ['bin/run']);
    expect(second).toMatchObject({ written: [], unchanged: 2, conflicts: [] });
  });

  test('replaces and removes what it wrote itself, with the folders that are empty then', async () => {
    await exportFiles({ 'a.js': '1', 'deep/er/b.js': '2' });
    const report = await exportFiles({ 'a.js': 'new' });
    expect(report).toMatchObject({ written: ['a.js'], removed: ['deep/er/b.js'] });
    expect(read('a.js')).toBe('new');
    expect(existsSync(at('deep'))).toBe(false);
  });

  test('leaves a changed file alone and writes the new version beside it', async () => {
    await exportFiles({ 'a.js': '1' });
    edit('a.js', 'mine');
    const report = await exportFiles({ 'a.js': '2' });
    expect(report.conflicts).toEqual([{ path: 'a.js', beside: 'a.js.maestro-new' }]);
    expect(read('a.js')).toBe('mine');
    expect(read('a.js.maestro-new')).toBe('2');
  });

  test('writes nothing beside a change of the version that the product still has', async () => {
    await exportFiles({ 'a.js': '1' });
    edit('a.js', 'mine');
    const report = await exportFiles({ 'a.js': '1' });
    expect(report.conflicts).toEqual([{ path: 'a.js' }]);
    expect(readdirSync(dir).sort()).toEqual(['.maestro.json', 'a.js']);
  });

  test('does not bring back a new version that a person has looked at and removed', async () => {
    await exportFiles({ 'a.js': '1' });
    edit('a.js', 'mine');
    await exportFiles({ 'a.js': '2' });
    rmSync(at('a.js.maestro-new'));
    await exportFiles({ 'a.js': '2' });
    expect(existsSync(at('a.js.maestro-new'))).toBe(false);
    await exportFiles({ 'a.js': '3' });
    expect(read('a.js.maestro-new')).toBe('3');
  });

  test('takes the new version away once the person has taken it over', async () => {
    await exportFiles({ 'a.js': '1' });
    edit('a.js', 'mine');
    await exportFiles({ 'a.js': '2' });
    edit('a.js', '2');
    const report = await exportFiles({ 'a.js': '2' });
    expect(report.conflicts).toEqual([]);
    expect(existsSync(at('a.js.maestro-new'))).toBe(false);
  });

  test('keeps a changed file that the product no longer has, and own files always', async () => {
    await exportFiles({ 'a.js': '1', 'b.js': '1' });
    edit('b.js', 'mine');
    edit('own.txt', 'own');
    const report = await exportFiles({ 'a.js': '1' });
    expect(report).toMatchObject({ kept: ['b.js'], removed: [] });
    expect([read('b.js'), read('own.txt')]).toEqual(['mine', 'own']);
  });

  test('does not write over files that were there before the first export', async () => {
    edit('README.md', 'my notes');
    const report = await exportFiles({ 'README.md': 'theirs' });
    expect(report.conflicts).toEqual([{ path: 'README.md', beside: 'README.md.maestro-new' }]);
    expect(read('README.md')).toBe('my notes');
  });

  test('writes a file again that was removed', async () => {
    await exportFiles({ 'a.js': '1' });
    rmSync(at('a.js'));
    expect((await exportFiles({ 'a.js': '1' })).written).toEqual(['a.js']);
  });

  test('follows no link out of the folder', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'maestro-outside-'));
    try {
      writeFileSync(path.join(outside, 'file'), 'outside');
      symlinkSync(outside, at('src'));
      symlinkSync(path.join(outside, 'file'), at('a.js'));
      const report = await exportFiles({ 'src/file': 'x', 'a.js': 'y' });
      expect(report.skipped).toEqual([
        { path: 'src/file', reason: 'src is no folder of this export' },
      ]);
      expect(report.conflicts).toEqual([{ path: 'a.js', beside: 'a.js.maestro-new' }]);
      expect(readdirSync(outside)).toEqual(['file']);
      expect(readFileSync(path.join(outside, 'file'), 'utf8')).toBe('outside');
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test('removes no file through a folder that became a link', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'maestro-outside-'));
    try {
      await exportFiles({ 'src/a.js': '1', 'b.js': '1' });
      writeFileSync(path.join(outside, 'a.js'), '1');
      rmSync(at('src'), { recursive: true });
      symlinkSync(outside, at('src'));
      await exportFiles({ 'b.js': '1' });
      expect(readdirSync(outside)).toEqual(['a.js']);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test('lets a file become a folder and a folder a file', async () => {
    await exportFiles({ a: '1', 'b/c': '2' });
    await exportFiles({ 'a/x': '1', b: '2' });
    expect([read('a/x'), read('b')]).toEqual(['1', '2']);
  });

  test('names what the system does not let it write or remove, and does the rest', async () => {
    await exportFiles({ 'lib/old.js': '1', 'lib/same.js': '1', 'z.js': '1' });
    chmodSync(at('lib'), 0o555);
    const next = { 'lib/new.js': '1', 'lib/same.js': '2', 'z.js': '2' };
    const report = await unprivileged(() => exportFiles(next));
    chmodSync(at('lib'), 0o755);
    const reason = 'you may not write there';
    expect([...report.skipped].sort(byPath)).toEqual([
      { path: 'lib/new.js', reason },
      { path: 'lib/old.js', reason },
      { path: 'lib/same.js', reason },
    ]);
    expect(report).toMatchObject({ written: ['z.js'], removed: [], conflicts: [], kept: [] });
    expect([read('lib/same.js'), read('z.js')]).toEqual(['1', '2']);
    // None of it counts as a person's from then on.
    const again = await exportFiles(next);
    expect(again).toMatchObject({ skipped: [], conflicts: [], kept: [], removed: ['lib/old.js'] });
    expect(again.written).toEqual(['lib/new.js', 'lib/same.js']);
  });

  test('says when there is no name left for the version that goes beside', async () => {
    const name = 'ä'.repeat(125);
    edit(name, 'mine');
    const report = await exportFiles({ [name]: '1' });
    expect(report.conflicts).toEqual([{ path: name }]);
    expect(report.skipped).toEqual([
      { path: `${name}.maestro-new`, reason: 'the name is too long for the file system' },
    ]);
    expect(read(name)).toBe('mine');
  });

  test('writes no name that it uses itself', async () => {
    const report = await exportFiles({ '.maestro.json': '{}', 'a.js': '1' });
    expect(report.skipped).toEqual([
      { path: '.maestro.json', reason: 'the name is used by the export itself' },
    ]);
    expect(JSON.parse(read('.maestro.json'))).toMatchObject({ session: 'shop' });
  });

  test('a folder that the system does not make is refused, in time', async () => {
    await expect(makeFolder(at('n'.repeat(300)))).rejects.toThrow(/ENAMETOOLONG.*another folder/);
    if (process.platform === 'linux') {
      await expect(makeFolder('/proc/maestro/below')).rejects.toThrow(ExportRefused);
    }
    await Promise.all([makeFolder(at('x/y/z')), makeFolder(at('x/y/z'))]);
    expect(statSync(at('x/y/z')).isDirectory()).toBe(true);
  });

  test('refuses a file, a folder of another session, and a manifest that it can not read', async () => {
    await exportFiles({ 'a.js': '1' });
    await expect(checkFolder(at('a.js'), 'shop')).rejects.toThrow(ExportRefused);
    await expect(checkFolder(at('a.js/below'), 'shop')).rejects.toThrow('is no folder');
    await expect(checkFolder(dir, 'other')).rejects.toThrow('holds an export of "shop"');
    edit('.maestro.json', '{"version":1');
    await expect(exportFiles({ 'a.js': '2' })).rejects.toThrow('it is not JSON');
    expect(read('a.js')).toBe('1');
  });
});

describe('an export of a tree of which objects are gone', () => {
  test('names the files, writes the others, and writes these once they are back', async () => {
    await exportFiles({ 'lost.js': '1', 'new.js': '1' });
    const files = { 'damaged.js': '3', 'lost.js': '4', 'new.js': '2' };
    const tree = await treeOf(files);
    const refusals = new Map<Digest, Error>([
      [digestOf('3'), new ObjectDamaged(digestOf('3'), 'its bytes have changed')],
      [digestOf('4'), new ObjectMissing(digestOf('4'))],
    ]);
    const holed: ObjectStore = {
      ...objects,
      get: (digest) => {
        const refusal = refusals.get(digest);
        return refusal === undefined ? objects.get(digest) : Promise.reject(refusal);
      },
    };
    const product = { session: 'shop', digest: digestOf(encodeTree(tree)), tree };
    const report = await exportTree(holed, product, dir);
    expect(report.written).toEqual(['new.js']);
    expect(report.skipped).toEqual([
      { path: 'damaged.js', reason: 'its bytes in the object store are damaged' },
      { path: 'lost.js', reason: 'its bytes are no longer in the object store' },
    ]);
    expect([read('lost.js'), read('new.js'), existsSync(at('damaged.js'))]).toEqual([
      '1',
      '2',
      false,
    ]);
    const again = await exportFiles(files);
    expect(again).toMatchObject({ written: ['damaged.js', 'lost.js'], skipped: [], conflicts: [] });
  });
});

describe('an export that was cut off', () => {
  test('can be repeated, and takes nothing of its own for a change of a person', async () => {
    await exportFiles({ 'a.js': '1', 'b.js': '1', 'c.js': '1' });
    const tree = await treeOf({ 'a.js': '2', 'b.js': '2', 'c.js': '2' });
    let left = 1;
    const cutting: ObjectStore = {
      ...objects,
      get: (digest) => (left-- > 0 ? objects.get(digest) : Promise.reject(new Error('cut off'))),
    };
    const product = { session: 'shop', digest: digestOf(encodeTree(tree)), tree };
    await expect(exportTree(cutting, product, dir)).rejects.toThrow('cut off');
    expect([read('a.js'), read('b.js'), read('c.js')]).toEqual(['2', '1', '1']);
    const report = await exportFiles({ 'a.js': '3', 'b.js': '3', 'c.js': '3' });
    expect(report.conflicts).toEqual([]);
    expect([read('a.js'), read('b.js'), read('c.js')]).toEqual(['3', '3', '3']);
  });

  test('leaves no draft for good', async () => {
    const gone = 2 ** 22 + 1;
    edit(`.maestro-${String(gone)}-1.draft`, 'half');
    edit(`.maestro-${String(process.pid)}-999999.draft`, 'in use');
    await exportFiles({ 'a.js': '1' });
    const drafts = readdirSync(dir).filter((name) => name.endsWith('.draft'));
    expect(drafts).toEqual([`.maestro-${String(process.pid)}-999999.draft`]);
  });
});

const NAMES = ['a', 'b', 'd/a', 'd/e', 'a.maestro-new', 'd'] as const;
const CONTENTS = ['1', '2', '3'] as const;

/** A set of files in which no name is both a file and a folder. */
const files = fc
  .dictionary(fc.constantFrom(...NAMES), fc.constantFrom(...CONTENTS), { maxKeys: 5 })
  .map((all) =>
    'd' in all
      ? Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('d/')))
      : all,
  );

const action = fc.oneof(
  fc.record({ kind: fc.constant('export' as const), files }),
  fc.record({
    kind: fc.constant('edit' as const),
    name: fc.constantFrom(...NAMES),
    id: fc.nat(999),
  }),
  fc.record({ kind: fc.constant('remove' as const), name: fc.constantFrom(...NAMES) }),
);

const isFile = (name: string): boolean =>
  statSync(at(name), { throwIfNoEntry: false })?.isFile() ?? false;
const isTaken = (name: string): boolean =>
  existsSync(at(name)) ? !isFile(name) : name.includes('/') && isFile(name.split('/')[0] ?? '');

test('whatever people and exports do in turn, what a person wrote stays until they change it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 2, maxLength: 12 }), async (actions) => {
      rmSync(dir, { recursive: true, force: true });
      mkdirSync(dir);
      const mine = new Map<string, string>();
      for (const step of actions) {
        if (step.kind === 'export') await exportFiles(step.files);
        else if (step.kind === 'edit' && !isTaken(step.name)) {
          edit(step.name, `mine ${String(step.id)}`);
          mine.set(step.name, `mine ${String(step.id)}`);
        } else if (step.kind === 'remove' && isFile(step.name)) {
          rmSync(at(step.name));
          mine.delete(step.name);
        }
        for (const [name, content] of mine) expect([name, read(name)]).toEqual([name, content]);
      }
    }),
    { numRuns: 80 },
  );
});

test('a folder that nobody changed holds exactly the tree after any exports', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(files, { minLength: 1, maxLength: 4 }), async (exports) => {
      rmSync(dir, { recursive: true, force: true });
      for (const one of exports) await exportFiles(one);
      const last = exports.at(-1) ?? {};
      const there = readdirSync(dir, { recursive: true, encoding: 'utf8' })
        .filter((name) => name !== '.maestro.json' && isFile(name))
        .sort();
      expect(there).toEqual(Object.keys(last).sort());
      for (const [name, content] of Object.entries(last)) expect(read(name)).toBe(content);
    }),
    { numRuns: 40 },
  );
});

test('a mode that differs is mended without writing the file', async () => {
  await exportFiles({ run: '#!' }, ['run']);
  chmodSync(at('run'), 0o644);
  expect((await exportFiles({ run: '#!' }, ['run'])).written).toEqual(['run']);
  expect(statSync(at('run')).mode & 0o777).toBe(0o755);
});
