import { describe, expect, test } from '@jest/globals';
import { matches } from '../../../src/adapters/globs/picomatch.ts';
import { createMemoryObjects } from '../../../src/adapters/objects/memory.ts';
import { createPlain } from '../../../src/adapters/sandbox/index.ts';
import { createFolderWorkspaces } from '../../../src/adapters/workspaces/folders.ts';
import type { Tree, TreeEntry, TreePath } from '../../../src/domain/tree.ts';
import type { Delivery, Equip, Packages } from '../../../src/ports/packages.ts';
import type { Sandbox } from '../../../src/ports/sandbox.ts';
import { createEquip } from '../../../src/sensors/index.ts';
import { LIMITS, member } from '../support/product.ts';

const objects = createMemoryObjects();
const NEVER = new AbortController().signal;

/** Code of the product must not run for this. */
const sandbox: Sandbox = {
  ...createPlain(),
  kind: 'bubblewrap',
  run: () => Promise.reject(new Error('A command was run.')),
};

const treeOf = async (files: Readonly<Record<string, string>>): Promise<Tree> => {
  const tree = new Map<TreePath, TreeEntry>();
  for (const [path, text] of Object.entries(files)) {
    const bytes = new TextEncoder().encode(text);
    const blob = await objects.put(bytes);
    tree.set(path as TreePath, { blob, size: bytes.length, mode: 'file', by: 'import' });
  }
  return tree;
};

const needing = (name: string, files: Readonly<Record<string, string>> = {}): Promise<Tree> =>
  treeOf({ ...files, 'package.json': JSON.stringify({ dependencies: { [name]: '1.0.0' } }) });

/** Counts orders, and answers each with what `deliver` says. */
const equipped = (
  deliver: () => Promise<Delivery>,
  waitMs?: number,
): { readonly equip: Equip; readonly orders: () => number } => {
  let orders = 0;
  const packages: Packages = {
    scripts: false,
    order: () => {
      orders += 1;
      return deliver();
    },
  };
  const workspaces = createFolderWorkspaces({ objects });
  const equip = createEquip({
    ...{ objects, workspaces, sandbox, matches, packages },
    ...(waitMs === undefined ? {} : { waitMs }),
    phase: 'testing',
    team: [member('tester', 'testing')],
    limits: LIMITS,
  });
  return { equip, orders: () => orders };
};

const result = (exitCode: number, output = '') => ({ exitCode, output, timedOut: false, ms: 1 });

const READY: Delivery = { kind: 'ready', dir: '/usr/share', names: ['left'], result: result(0) };

describe('packages for a command outside of gates', () => {
  test('are shown where the gate shows them, and looked for once for the same files', async () => {
    const { equip, orders } = equipped(() => Promise.resolve(READY));
    const shows = [{ from: '/usr/share', to: '/project/node_modules' }];
    const tree = await needing('left');
    expect(await equip(tree, NEVER)).toEqual({ shows, env: {}, problems: [] });
    await equip(tree, NEVER);
    expect(orders()).toBe(1);
    await equip(await needing('right'), NEVER);
    expect(orders()).toBe(2);
  });

  test('that failed are told in one line, and not ordered again with the next command', async () => {
    const output = 'npm error code E404\nnpm error 404  absent is not here.\n';
    const { equip, orders } = equipped(() =>
      Promise.resolve({ kind: 'failed', result: result(1, output) }),
    );
    const line =
      '"npm install --ignore-scripts" ended with exit code 1: npm error code E404 npm error 404 absent is not here.';
    expect(await equip(await needing('absent'), NEVER)).toEqual({
      ...{ shows: [], env: {} },
      problems: [line],
    });
    const changed = await needing('absent', { 'a.js': '' });
    expect((await equip(changed, NEVER)).problems).toEqual([line]);
    expect(orders()).toBe(1);
    await equip(await needing('other'), NEVER);
    expect(orders()).toBe(2);
  });

  test('that take too long are not waited for', async () => {
    const { equip, orders } = equipped(() => new Promise<Delivery>(() => undefined), 10);
    const tree = await needing('left');
    const late = 'installing is not done after 0.01 s (it goes on for later commands)';
    expect((await equip(tree, NEVER)).problems).toEqual([late]);
    // It may be there by now.
    await equip(tree, NEVER);
    expect(orders()).toBe(2);
  });

  test('that break whoever installs them keep no command from running', async () => {
    const { equip } = equipped(() => Promise.reject(new Error('The disk\nis full.')));
    expect((await equip(await needing('left'), NEVER)).problems).toEqual(['The disk is full.']);
  });

  test('are given up with the run that asked for them', async () => {
    const aborted = new AbortController();
    const { equip } = equipped(() => {
      aborted.abort(new Error('paused'));
      return Promise.reject(new Error('ended'));
    });
    await expect(equip(await needing('left'), aborted.signal)).rejects.toThrow('paused');
  });

  test('are none for a project without any', async () => {
    const { equip, orders } = equipped(() => Promise.resolve(READY));
    const tree = await treeOf({ 'README.md': '# Tea\n' });
    expect(await equip(tree, NEVER)).toEqual({ shows: [], env: {}, problems: [] });
    expect(orders()).toBe(0);
  });
});
