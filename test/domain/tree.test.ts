import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  encodeTree,
  parseTree,
  parseTreePath,
  PATH_MAX,
  treeBytes,
} from '../../src/domain/tree.ts';
import type { Tree, TreeEntry, TreePath } from '../../src/domain/tree.ts';
import { anyEntry, anyPath, anyTree, digest, treePath } from './arbitraries.ts';

const refusalOf = (value: unknown): string => {
  const path = parseTreePath(value);
  return path.ok ? 'accepted' : path.problem;
};

const inAnyOrder = (
  tree: Tree,
): fc.Arbitrary<readonly [Tree, readonly (readonly [TreePath, TreeEntry])[]]> =>
  fc
    .shuffledSubarray([...tree], { minLength: tree.size })
    .map((shuffled) => [tree, shuffled] as const);

describe('a path inside a tree', () => {
  test.each(['README.md', 'src/main.js', '.github/workflows/ci.yml', 'a b/c', 'größe', 'x/😀.txt'])(
    '%j is one',
    (path) => {
      expect(parseTreePath(path)).toEqual({ ok: true, value: path });
    },
  );

  test('loses a leading "./" and is normalised', () => {
    expect(parseTreePath('./src/a.js')).toEqual({ ok: true, value: 'src/a.js' });
    expect(parseTreePath('e\u0301.md')).toEqual({ ok: true, value: '\u00e9.md' });
  });

  test.each([
    ['', 'non-empty'],
    [7, 'non-empty'],
    [null, 'non-empty'],
    ['/etc/passwd', 'absolute'],
    ['.//etc/passwd', 'absolute'],
    ['../up', 'leaves the project'],
    ['a/../../up', 'leaves the project'],
    ['a//b', 'empty part'],
    ['a/', 'empty part'],
    ['.', 'leaves the project'],
    ['a/./b', 'leaves the project'],
    ['a\\b', 'no backslash'],
    ['a\u0000b', 'control characters'],
    ['a\nb', 'control characters'],
    ['\ud83dx', 'half'],
    ['x\ude00', 'half'],
    ['.git/config', '.git'],
    ['sub/.GIT/hooks/x', '.git'],
    ['a'.repeat(PATH_MAX + 1), 'at most'],
    ['a/'.repeat(PATH_MAX / 2 + 1) + 'a', 'at most'],
    [`${'語'.repeat(86)}.md`, '255 bytes'],
  ])('%j is refused', (path, reason) => {
    expect(refusalOf(path)).toContain(reason);
  });

  test('is never anything that could leave the folder, whatever was given', () => {
    const odd = fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', '\u0000', '~', '\ud800') });
    fc.assert(
      fc.property(fc.oneof(fc.string(), odd), (text) => {
        const path = parseTreePath(text);
        if (!path.ok) return;
        const resolved = new URL(
          `file:///root/${path.value.split('/').map(encodeURIComponent).join('/')}`,
        );
        expect(resolved.pathname.startsWith('/root/')).toBe(true);
        expect(path.value.split('/')).not.toContain('..');
        expect(path.value).not.toContain('\\');
      }),
    );
  });

  test('is accepted as it is once it was accepted', () => {
    const character = fc
      .integer({ min: 0, max: 0x10ffff })
      .map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 30 }), (text) => {
        const path = parseTreePath(text);
        if (path.ok) expect(parseTreePath(path.value)).toEqual(path);
      }),
    );
    const grows = 'a/\u0958'.repeat(79);
    expect(grows.length).toBeLessThan(PATH_MAX);
    expect(refusalOf(grows)).toContain('at most');
  });
});

describe('the text of a tree', () => {
  test('leads back to the same tree', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const again = parseTree(JSON.parse(encodeTree(tree)));
        expect(again).toEqual({ ok: true, value: tree });
      }),
    );
  });

  test('is the same for equal trees, in whatever order their files were added', () => {
    fc.assert(
      fc.property(anyTree.chain(inAnyOrder), ([tree, shuffled]) => {
        expect(encodeTree(new Map(shuffled))).toBe(encodeTree(tree));
      }),
    );
  });

  test('differs as soon as one file differs', () => {
    fc.assert(
      fc.property(anyTree, anyPath, anyEntry, (tree, path, entry) => {
        const other = new Map(tree).set(path, entry);
        const before = tree.get(path);
        const same = JSON.stringify(before) === JSON.stringify(entry);
        expect(encodeTree(other) === encodeTree(tree)).toBe(same);
      }),
    );
  });

  test.each([
    [null],
    [{ version: 2, files: [] }],
    [{ version: 1 }],
    [{ version: 1, files: [7] }],
    [{ version: 1, files: [['../x', digest('a'), 1, 'file', 'import']] }],
    [{ version: 1, files: [['x', 'nonsense', 1, 'file', 'import']] }],
    [{ version: 1, files: [['x', digest('a'), 1.5, 'file', 'import']] }],
    [{ version: 1, files: [['x', digest('a'), -1, 'file', 'import']] }],
    [{ version: 1, files: [['x', digest('a'), 1, 'link', 'import']] }],
    [{ version: 1, files: [['x', digest('a'), 1, 'file']] }],
  ])('is refused when damaged: %j', (value) => {
    expect(parseTree(value).ok).toBe(false);
  });

  test('never makes the parser throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        parseTree(value);
        parseTree({ version: 1, files: [value] });
      }),
    );
  });
});

test('the bytes of a tree are the sum of its files', () => {
  const entry = { blob: digest('a'), mode: 'file', by: 'import' } as const;
  const tree = new Map([
    [treePath('a'), { ...entry, size: 3 }],
    [treePath('b'), { ...entry, size: 4 }],
  ]);
  expect(treeBytes(tree)).toBe(7);
});
