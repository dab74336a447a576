import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Oddity } from '../../../src/ports/sandbox.ts';
import { buildSensor } from '../../../src/sensors/build.ts';
import { treeSensor } from '../../../src/sensors/tree/tree.ts';
import { named, sensedBy } from '../support/product.ts';

const judge = (files: Readonly<Record<string, string>>, imported: readonly Oddity[] = []) =>
  sensedBy({ files, imported }, treeSensor);

const told = ({ findings }: Evidence): readonly string[] =>
  findings.map(({ severity, rule, path }) => `${severity} ${rule} ${path ?? '-'}`);

describe('a tree', () => {
  test('of plain files with plain names holds', async () => {
    const files = { 'src/a.js': 'x', '.github/workflows/ci.yml': 'x', 'docs/Über [1] (a).md': 'x' };
    expect(await judge(files)).toMatchObject({ checked: 4, held: 4, findings: [] });
  });

  test.each([
    ['a name that turns its direction', 'src/a\u202etxt.js'],
    ['a name with something unseen', 'src/a\u200b.js'],
    ['a name that Windows takes for a device', 'src/aux.js'],
    ['a name with a colon', 'src/a:b.js'],
    ['a name that ends in a space', 'src/a /b.js'],
    ['a name that reads as an option', '-rf'],
    ['a deep path', `${'a/'.repeat(40)}b`],
  ])('with %s is warned of', async (_what, path) => {
    const evidence = await judge({ [path]: 'x' });
    expect(told(evidence)).toEqual([`warning tree.name ${path}`]);
    expect(evidence.findings[0]?.message).not.toMatch(/[\u200b\u202e]/);
  });

  test('with two names that are one on some systems is warned of', async () => {
    const evidence = await judge({ 'README.md': 'x', 'readme.md': 'y' });
    expect(told(evidence)).toEqual(['warning tree.name readme.md']);
  });

  test('that came from a folder with more than plain files has findings with an owner', async () => {
    const evidence = await judge({ 'src/a.js': 'x' }, [
      { kind: 'link_out', path: 'src/etc' },
      { kind: 'sparse', path: 'tests/big' },
      { kind: 'hard_link', path: 'src/b.js' },
      { kind: 'name', path: 'src/\\x00' },
    ]);
    expect(named(evidence)).toEqual([
      'tree.link_out src/etc backend',
      'tree.sparse tests/big tester',
      'tree.hard_link src/b.js backend',
      'tree.name - backend',
    ]);
    expect(evidence).toMatchObject({ checked: 4, held: 3 });
  });

  test('whose commands leave links out and pipes behind is told of them', async () => {
    const script = 'ln -s /etc/passwd src/out && mkfifo src/pipe && chmod 4755 src/a.js';
    const files = {
      'package.json': JSON.stringify({ scripts: { build: script } }),
      'src/a.js': 'x',
    };
    const evidence = await sensedBy({ files }, buildSensor, treeSensor);
    expect(new Set(told(evidence))).toEqual(
      new Set([
        'warning tree.left_behind src/out',
        'warning tree.left_behind src/pipe',
        'error tree.left_behind src/a.js',
      ]),
    );
  });
});
