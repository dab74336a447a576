import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Digest } from '../../../src/domain/digest.ts';
import type { Tree } from '../../../src/domain/tree.ts';
import { changedSources } from '../../../src/sensors/code-coverage/changed.ts';
import type { ProcessRan } from '../../../src/sensors/code-coverage/ran.ts';
import { at } from '../support/product.ts';

const FILE = at('src/a.js');
const TEXT = 'export const a = 1;\n';

let dir = '';
const place = (): string => path.join(dir, FILE);
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'changed-'));
  mkdirSync(path.join(dir, 'src'));
  writeFileSync(place(), TEXT);
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const blob = createHash('sha256').update(TEXT).digest('hex') as Digest;
const TREE: Tree = new Map([[FILE, { blob, size: TEXT.length, mode: 'file', by: 'import' }]]);
const RAN: ProcessRan = new Map([[FILE, { countsAt: () => [] }]]);

const changed = async (
  processes: readonly ProcessRan[] = [RAN, RAN],
): Promise<readonly unknown[]> =>
  (await changedSources(dir, TREE, processes)).map((doubt) => [doubt.path, doubt.odd]);

test('a file that is as the tree has it is believed', async () => {
  expect(await changed()).toEqual([]);
});

test.each([
  [
    'has another size',
    () => {
      writeFileSync(place(), '');
    },
  ],
  [
    'has another text of the same size',
    () => {
      writeFileSync(place(), TEXT.replace('1', '2'));
    },
  ],
  [
    'is gone',
    () => {
      rmSync(place());
    },
  ],
  [
    'is a link to the same text',
    () => {
      writeFileSync(path.join(dir, 'b.js'), TEXT);
      rmSync(place());
      symlinkSync(path.join(dir, 'b.js'), place());
    },
  ],
])('a file that %s is told once, and that its counts are of another', async (_, change) => {
  change();
  expect(await changed()).toEqual([[FILE, true]]);
  expect(await changed([])).toEqual([]);
});
