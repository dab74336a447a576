import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { matches } from '../../../src/adapters/globs/picomatch.ts';
import { createMemoryObjects } from '../../../src/adapters/objects/memory.ts';
import { createPackages } from '../../../src/adapters/packages/index.ts';
import { createBubblewrap } from '../../../src/adapters/sandbox/index.ts';
import { createFolderWorkspaces } from '../../../src/adapters/workspaces/folders.ts';
import { toolNamed } from '../../../src/agent/tools/index.ts';
import type { ToolContext, ToolResult } from '../../../src/agent/tools/tool.ts';
import { createWorkingTree } from '../../../src/agent/working-tree.ts';
import { EMPTY_TREE } from '../../../src/domain/tree.ts';
import type { Packages } from '../../../src/ports/packages.ts';
import { createEquip } from '../../../src/sensors/index.ts';
import { limits } from '../../agent/fixture.ts';
import { LIMITS, member } from '../../sensors/support/product.ts';
import { hasBubblewrap } from '../sandbox/support.ts';
import { startRegistry } from './registry-server.ts';
import type { RegistryServer } from './registry-server.ts';

const sandbox = createBubblewrap();
const objects = createMemoryObjects();
const workspaces = createFolderWorkspaces({ objects });
const { signal } = new AbortController();

const SCRIPT = "node -e \"require('fs').writeFileSync('ran', '')\"";

let cache = '';
let registry: RegistryServer;

beforeAll(async () => {
  cache = await mkdtemp(path.join(tmpdir(), 'persona-commands-test-'));
  registry = await startRegistry([
    { name: 'left', files: { 'index.js': 'module.exports = 1;' } },
    { name: 'right', files: { 'index.js': 'module.exports = 2;' } },
    { name: 'scripted', files: { 'index.js': '' }, scripts: { postinstall: SCRIPT } },
  ]);
});
afterAll(async () => {
  registry.close();
  await rm(cache, { recursive: true, force: true });
});

const granted = (folder = cache): Packages =>
  createPackages({
    cache: folder,
    hosts: [],
    environment: {},
    find: (kind) => Promise.resolve(kind === 'npm' ? registry.registry : undefined),
  })({ registries: ['npm'], scripts: false });

const contextWith = (packages: Packages | undefined, waitMs = 60_000): ToolContext => ({
  files: createWorkingTree({ objects, start: EMPTY_TREE, runId: 'run', limits }),
  reach: { mayRead: () => true, mayWrite: () => ({ ok: true, value: undefined }) },
  ...{ matches, workspaces, sandbox, signal },
  sandboxLimits: LIMITS,
  equip: createEquip({
    ...{ objects, workspaces, sandbox, matches, packages, waitMs },
    phase: 'testing',
    team: [member('tester', 'testing')],
    limits: LIMITS,
  }),
});

let context: ToolContext;

const call = async (name: string, input: unknown): Promise<ToolResult> => {
  const tool = toolNamed(name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  return tool.call(input, context);
};

const needs = (...names: readonly string[]): Promise<ToolResult> => {
  const dependencies = Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const scripts = { test: 'node --test' };
  const content = JSON.stringify({ name: 'p', version: '1.0.0', scripts, dependencies });
  return call('write', { path: 'package.json', content });
};

const TEST = `const assert = require('node:assert');
require('node:test')('the package is there', () => assert.equal(require('left'), 1));
`;

(hasBubblewrap ? describe : describe.skip)("a persona's command", () => {
  beforeEach(() => {
    context = contextWith(granted());
  });

  test('sees what the manifest declares at that moment, installed once', async () => {
    await needs('left');
    await call('write', { path: 'left.test.js', content: TEST });
    const first = await call('run', { command: 'npm test' });
    expect(first.text).toContain('Exit code 0.');
    expect(first.text).not.toContain('Not installed');
    expect(first.ok).toBe(true);
    const asked = registry.requests.length;
    expect(asked).toBeGreaterThan(0);
    // The manifest is what it was, for this command and for those of another run.
    await call('write', { path: 'other.js', content: '' });
    expect((await call('run', { command: 'node --test' })).ok).toBe(true);
    const files = context.files;
    context = { ...contextWith(granted()), files };
    expect((await call('run', { command: 'node --test' })).ok).toBe(true);
    expect(registry.requests).toHaveLength(asked);
    await needs('left', 'right');
    const both = await call('run', { command: "node -p \"require('left') + require('right')\"" });
    expect(both.text).toMatch(/\n3\n$/);
    expect(registry.requests.length).toBeGreaterThan(asked);
  }, 120_000);

  test('can not change packages, has no network, and its packages ran no script', async () => {
    await needs('scripted');
    const code = `
      const fs = require('fs');
      console.log(fs.existsSync('node_modules/scripted/ran'), fs.existsSync('node_modules/scripted'));
      try { fs.writeFileSync('node_modules/x', ''); } catch (error) { console.log(error.code); }
      require('net').connect(${String(registry.port)}, '127.0.0.1').on('error', (e) => console.log(e.code));`;
    await call('write', { path: 'probe.js', content: code });
    const { text } = await call('run', { command: 'node probe.js' });
    expect(text).toContain('false true\nEROFS\nECONNREFUSED\n');
  }, 120_000);

  test('runs all the same where a package can not be had, and says so in one line, at once', async () => {
    await needs('absent');
    const first = await call('run', { command: 'echo it runs' });
    expect(first.ok).toBe(true);
    const [outcome, missing = '', ...output] = first.text.split('\n');
    expect(outcome).toBe('Exit code 0. Its changes to files were discarded.');
    expect(missing).toMatch(/^Not installed: "npm install --ignore-scripts" ended with .*absent/);
    expect(output).toEqual(['it runs', '']);
    // What failed is not tried again for each command.
    const asked = registry.requests.length;
    await call('write', { path: 'other.js', content: '' });
    expect((await call('run', { command: 'echo it runs' })).text).toBe(first.text);
    expect(registry.requests).toHaveLength(asked);
  }, 120_000);

  test('does not wait for ever, and a later one sees what went on meanwhile', async () => {
    const folder = path.join(cache, 'late');
    context = contextWith(granted(folder), 1);
    await needs('left');
    const { ok, text } = await call('run', { command: 'echo it runs' });
    expect(ok).toBe(true);
    expect(text).toContain(
      'Not installed: installing is not done after 0.001 s (it goes on for later commands).\nit runs\n',
    );
    const { files } = context;
    context = { ...contextWith(granted(folder)), files };
    expect((await call('run', { command: 'node -p "require(\'left\')"' })).text).toMatch(/\n1\n$/);
  }, 120_000);

  test('is told where no registry may be used, if it needs one', async () => {
    context = contextWith(undefined);
    await needs('left');
    expect((await call('run', { command: 'echo it runs' })).text).toContain(
      'Not installed: no registry may be used here, and the project needs left.\nit runs\n',
    );
    await needs();
    expect((await call('run', { command: 'echo it runs' })).text).toBe(
      'Exit code 0. Its changes to files were discarded.\nit runs\n',
    );
  }, 60_000);
});
