import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodePatch, parsePatch } from '../../src/domain/patch-codec.ts';
import { diffTrees, mergePatches } from '../../src/domain/patch.ts';
import type { Patch } from '../../src/domain/patch.ts';
import { encodeTree } from '../../src/domain/tree.ts';
import type { Tree, TreeEntry } from '../../src/domain/tree.ts';
import { anyTree, clashes, digest, personaId, treePath } from './arbitraries.ts';

const entry = (fill: string): TreeEntry => ({
  blob: digest(fill),
  size: 1,
  mode: 'file',
  by: 'import',
});
const tree = (files: Readonly<Record<string, string>>): Tree =>
  new Map(Object.entries(files).map(([path, fill]) => [treePath(path), entry(fill)]));
const [ada, bob] = [personaId('ada'), personaId('bob')];

/** Who wrote an unchanged file doesn't count as a change. */
const contents = (of: Tree): Readonly<Record<string, string>> =>
  Object.fromEntries([...of].map(([path, { blob, mode }]) => [path, `${blob} ${mode}`]));

const isWritable = (of: Tree): boolean => [...of.keys()].every((path) => !clashes(of, path));

describe('a patch', () => {
  test('takes the tree before to the tree after', () => {
    fc.assert(
      fc.property(anyTree, anyTree, (before, after) => {
        const merged = mergePatches(before, [diffTrees(ada, before, after)]);
        expect(merged.conflicts).toEqual([]);
        expect(contents(merged.tree)).toEqual(contents(after));
      }),
    );
  });

  test('of equal trees is empty', () => {
    fc.assert(
      fc.property(anyTree, (same) => {
        expect(diffTrees(ada, same, new Map(same))).toEqual({
          persona: ada,
          put: new Map(),
          remove: [],
        });
      }),
    );
  });

  test('leads back to itself through its text, and equal patches have equal texts', () => {
    fc.assert(
      fc.property(anyTree, anyTree, (before, after) => {
        const patch = diffTrees(ada, before, after);
        const again = parsePatch(JSON.parse(encodePatch(patch)));
        expect(again.ok && encodePatch(again.value)).toBe(encodePatch(patch));
        const turned: Patch = {
          persona: ada,
          put: new Map([...patch.put].reverse()),
          remove: [...patch.remove].reverse(),
        };
        expect(encodePatch(turned)).toBe(encodePatch(patch));
      }),
    );
  });

  test('is refused when damaged, and never makes the parser throw', () => {
    expect(parsePatch({ version: 1, persona: 'ada', put: [], remove: ['../x'] }).ok).toBe(false);
    expect(parsePatch({ version: 1, persona: 'Ada', put: [], remove: [] }).ok).toBe(false);
    expect(parsePatch({ version: 1, persona: 'ada', put: 7, remove: [] }).ok).toBe(false);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        parsePatch(value);
        parsePatch({ version: 1, persona: 'ada', put: [value], remove: [value] });
      }),
    );
  });
});

describe('merging the patches of a team', () => {
  const base = tree({ 'README.md': 'a', 'src/main.js': 'a' });

  test('keeps what each of them changed', () => {
    const merged = mergePatches(base, [
      diffTrees(ada, base, tree({ 'README.md': 'b', 'src/main.js': 'a' })),
      diffTrees(bob, base, tree({ 'README.md': 'a', 'src/main.js': 'a', 'public/x.html': 'c' })),
    ]);
    expect(merged.conflicts).toEqual([]);
    expect(contents(merged.tree)).toEqual(
      contents(tree({ 'README.md': 'b', 'src/main.js': 'a', 'public/x.html': 'c' })),
    );
  });

  test('keeps the first in team order where two differ, and reports the other', () => {
    const patches = [
      diffTrees(ada, base, tree({ 'README.md': 'b', 'src/main.js': 'a' })),
      diffTrees(bob, base, tree({ 'README.md': 'c', 'src/main.js': 'a' })),
    ];
    const merged = mergePatches(base, patches);
    expect(merged.conflicts).toEqual([{ path: 'README.md', kept: ada, dropped: bob }]);
    expect(merged.tree.get(treePath('README.md'))?.blob).toBe(digest('b'));
  });

  test('reports a removal against a change, whoever comes first, and says who removed it', () => {
    const gone = diffTrees(ada, base, tree({ 'src/main.js': 'a' }));
    const changed = diffTrees(bob, base, tree({ 'README.md': 'b', 'src/main.js': 'a' }));
    const removed = mergePatches(base, [gone, changed]);
    expect(removed.conflicts).toEqual([
      { path: 'README.md', kept: ada, dropped: bob, removedBy: ada },
    ]);
    expect([...removed.tree.keys()]).toEqual(['src/main.js']);
    const kept = mergePatches(base, [changed, gone]);
    expect(kept.conflicts).toEqual([
      { path: 'README.md', kept: bob, dropped: ada, removedBy: ada },
    ]);
    expect(kept.tree.get(treePath('README.md'))?.blob).toBe(digest('b'));
  });

  test('removes once what two removed, without a conflict', () => {
    const gone = diffTrees(ada, base, tree({ 'src/main.js': 'a' }));
    const merged = mergePatches(base, [gone, { ...gone, persona: bob }]);
    expect(merged.conflicts).toEqual([]);
    expect([...merged.tree.keys()]).toEqual(['src/main.js']);
  });

  test('makes a folder of a file that another removed, in any order', () => {
    const gone = diffTrees(ada, base, tree({ 'src/main.js': 'a' }));
    const folder: Patch = {
      persona: bob,
      put: new Map([[treePath('README.md/en.md'), entry('c')]]),
      remove: [],
    };
    for (const patches of [
      [gone, folder],
      [folder, gone],
    ]) {
      const merged = mergePatches(base, patches);
      expect(merged.conflicts).toEqual([]);
      expect([...merged.tree.keys()].sort()).toEqual(['README.md/en.md', 'src/main.js']);
    }
  });

  test('reports a file where another made a folder, since no disk can hold both', () => {
    const file = diffTrees(ada, base, tree({ 'README.md': 'a', 'src/main.js': 'a', docs: 'b' }));
    const folder = diffTrees(
      bob,
      base,
      tree({ 'README.md': 'a', 'src/main.js': 'a', 'docs/x.md': 'c' }),
    );
    expect(mergePatches(base, [file, folder]).conflicts).toEqual([
      { path: 'docs/x.md', kept: ada, dropped: bob },
    ]);
    expect(mergePatches(base, [folder, file]).conflicts).toEqual([
      { path: 'docs', kept: bob, dropped: ada },
    ]);
  });

  test('gives a tree that can be written out, whatever was changed', () => {
    fc.assert(
      fc.property(anyTree, anyTree, anyTree, (before, one, two) => {
        const merged = mergePatches(before, [
          diffTrees(ada, before, one),
          diffTrees(bob, before, two),
        ]);
        expect(isWritable(merged.tree)).toBe(true);
      }),
    );
  });

  test('without a conflict gives the same tree in any order', () => {
    fc.assert(
      fc.property(anyTree, anyTree, anyTree, (before, one, two) => {
        const first = diffTrees(ada, before, one);
        const second = diffTrees(bob, before, two);
        const merged = mergePatches(before, [first, second]);
        const turned = mergePatches(before, [second, first]);
        expect(merged.conflicts.length === 0).toBe(turned.conflicts.length === 0);
        if (merged.conflicts.length > 0) return;
        expect(contents(turned.tree)).toEqual(contents(merged.tree));
      }),
      { numRuns: 300 },
    );
  });

  test('loses no change silently: each is in the tree or in a conflict', () => {
    fc.assert(
      fc.property(anyTree, anyTree, anyTree, (before, one, two) => {
        const patches = [diffTrees(ada, before, one), diffTrees(bob, before, two)];
        const { tree: after, conflicts } = mergePatches(before, patches);
        const lost = patches.flatMap(({ persona, put, remove }) => {
          const changes = [
            ...[...put].map(([path, { blob, mode }]) => [path, `${blob} ${mode}`] as const),
            ...remove.map((path) => [path, undefined] as const),
          ];
          return changes.filter(
            ([path, content]) =>
              contents(after)[path] !== content &&
              !conflicts.some((item) => item.path === path && item.dropped === persona),
          );
        });
        expect(lost).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('of nobody changes nothing', () => {
    expect(encodeTree(mergePatches(base, []).tree)).toBe(encodeTree(base));
  });
});
