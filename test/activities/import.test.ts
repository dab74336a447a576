import { describe, expect, test } from '@jest/globals';
import { matches } from '../../src/adapters/globs/picomatch.ts';
import { createMemoryObjects } from '../../src/adapters/objects/memory.ts';
import { createPersonaRegistry } from '../../src/adapters/personas/json-files.ts';
import type { Environment } from '../../src/activities/environment.ts';
import { importProject } from '../../src/activities/import.ts';
import type { Import } from '../../src/activities/import.ts';
import { sandboxFor } from '../../src/activities/sandboxes.ts';
import { reachOf } from '../../src/agent/reach.ts';
import type { Contracts } from '../../src/domain/promised.ts';
import type { Requirement } from '../../src/domain/requirement.ts';
import type { Limits } from '../../src/domain/settings.ts';
import type { Tree, TreePath } from '../../src/domain/tree.ts';
import { digestOf } from '../../src/ports/digests.ts';
import { getTree, putTree } from '../../src/ports/trees.ts';

const personas = await createPersonaRegistry({ folders: [] }).load();
const LIMITS = { outputFiles: 3, outputBytes: 100 } as Limits;
const requirement = 'Keep orders of a shop.' as Requirement;

const treeOf = (names: readonly string[], size = 1): Tree =>
  new Map(
    names.map((name) => [
      name as TreePath,
      { blob: digestOf(name), size, mode: 'file', by: 'unit_tester.testing.1' },
    ]),
  );

const objects = createMemoryObjects();
const take = async (tree: Tree, contracts?: Contracts): Promise<Import> => {
  const importedTree = await putTree(objects, tree);
  const start = { requirement, importedTree, ...(contracts === undefined ? {} : { contracts }) };
  return importProject({ objects, matches }, start, personas, LIMITS);
};

describe('an imported tree', () => {
  test('has nobody for an author, whatever it says itself', async () => {
    const taken = await take(treeOf(['a.js', 'b.js']));
    if (taken.kind !== 'imported') throw new Error('It was not taken in.');
    const tree = await getTree(objects, taken.imported.tree);
    expect([...tree.values()].map(({ by }) => by)).toEqual(['import', 'import']);
  });

  test('is held to the contracts of its personas where it is a product of theirs, or is to be', async () => {
    const held = async (tree: Tree, contracts?: Contracts): Promise<number> => {
      const taken = await take(tree, contracts);
      return taken.kind === 'imported' ? taken.imported.held.length : -1;
    };
    expect(await held(treeOf(['a.js']))).toBe(0);
    expect(await held(treeOf(['requirements/requirements.md']))).toBe(9);
    expect(await held(treeOf(['a.js']), 'all')).toBe(9);
    expect(await held(treeOf(['requirements/requirements.md']), 'none')).toBe(0);
  });

  test('is refused when it is not there, empty or beyond what a tree may hold', async () => {
    const missing = { requirement, importedTree: digestOf('nothing of the kind') };
    expect(await importProject({ objects, matches }, missing, personas, LIMITS)).toMatchObject({
      kind: 'refused',
      problem: expect.stringMatching(/can't be read/) as unknown,
    });
    for (const [tree, problem] of [
      [treeOf([]), /no file/],
      [treeOf(['a', 'b', 'c', 'd']), /4 files, and a tree may have 3/],
      [treeOf(['a', 'b'], 60), /120 bytes/],
    ] as const) {
      expect(await take(tree)).toMatchObject({
        kind: 'refused',
        problem: expect.stringMatching(problem) as unknown,
      });
    }
  });

  test('never runs as a plain process, also when our own generator works on it', async () => {
    const plain = {} as Environment['sandboxes']['plain'];
    const environment = {
      sandboxes: { isolated: () => Promise.resolve(undefined), plain },
      models: { resolve: () => ({ trusted: true }) },
    } as unknown as Environment;
    expect(await sandboxFor(environment, ['blueprint'], false)).toBe(plain);
    expect(await sandboxFor(environment, ['blueprint'], true)).toBeUndefined();
  });
});

describe('who mends an imported project', () => {
  const [one, other] = ['spec/old.test.js', 'src/main.js'] as TreePath[] as [TreePath, TreePath];
  const options = {
    persona: 'qa_engineer',
    owns: ['tests/**'],
    reads: [],
    named: new Set<string>(),
    territories: [{ persona: 'qa_engineer', owns: ['tests/**'] }],
    matches,
  } as unknown as Parameters<typeof reachOf>[0];

  test('may read all of it, and write what it adopts and nothing else', () => {
    const reach = reachOf({ ...options, adopts: (path) => path === one });
    expect([reach.mayRead(one), reach.mayRead(other)]).toEqual([true, true]);
    expect([reach.mayWrite(one).ok, reach.mayWrite(other).ok]).toEqual([true, false]);
  });

  test('has no such rights in a project of the team', () => {
    const reach = reachOf(options);
    expect([reach.mayRead(one), reach.mayWrite(one).ok]).toEqual([false, false]);
  });
});
