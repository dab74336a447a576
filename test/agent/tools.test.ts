import { beforeEach, describe, expect, test } from '@jest/globals';
import { matches } from '../../src/adapters/globs/picomatch.ts';
import { createPlain } from '../../src/adapters/sandbox/index.ts';
import { createFolderWorkspaces } from '../../src/adapters/workspaces/folders.ts';
import { reachOf } from '../../src/agent/reach.ts';
import { toolNamed } from '../../src/agent/tools/index.ts';
import type { ToolContext, ToolResult } from '../../src/agent/tools/tool.ts';
import { FILE_BYTES_MAX } from '../../src/agent/write-limits.ts';
import { createWorkingTree } from '../../src/agent/working-tree.ts';
import type { Sandbox, SandboxCommand } from '../../src/ports/sandbox.ts';
import { createObjects, limits, pathOf, territories, treeOf, writer } from './fixture.ts';
import type { CountedObjects } from './fixture.ts';

let objects: CountedObjects;
let context: ToolContext;

const START = {
  'input/brief.txt': 'one\ntwo tea\nthree\n',
  'docs/old.md': 'Tea is hot.\nTea is wet.\n',
  'src/main.js': 'secret();\n',
};

const contextWith = async (more: Partial<ToolContext> = {}): Promise<ToolContext> => ({
  files: createWorkingTree({
    objects,
    start: await treeOf(objects, START),
    runId: 'run',
    limits,
  }),
  reach: reachOf({
    persona: writer.id,
    owns: writer.owns,
    reads: ['input/**'],
    named: new Set(),
    territories,
    matches,
  }),
  matches,
  workspaces: createFolderWorkspaces({ objects }),
  sandbox: undefined,
  sandboxLimits: limits.sandbox,
  signal: new AbortController().signal,
  ...more,
});

const call = async (name: string, input: unknown): Promise<ToolResult> => {
  const tool = toolNamed(name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  return tool.call(input, context);
};

const textOf = async (path: string): Promise<string> => {
  const text = await context.files.text(pathOf(path));
  return text.ok ? text.value : text.problem;
};

beforeEach(async () => {
  objects = createObjects();
  context = await contextWith();
});

describe('list', () => {
  test('shows what may be read, with sizes, and nothing else', async () => {
    const { text } = await call('list', {});
    expect(text).toBe('docs/old.md  24\ninput/brief.txt  18');
  });

  test('narrows to a glob', async () => {
    expect((await call('list', { glob: 'input/*' })).text).toBe('input/brief.txt  18');
    expect((await call('list', { glob: 'src/**' })).text).toContain('No file');
  });
});

describe('read', () => {
  test('numbers the lines', async () => {
    const { text } = await call('read', { path: 'input/brief.txt' });
    expect(text).toBe('1\tone\n2\ttwo tea\n3\tthree');
  });

  test('gives a range and says how much there is', async () => {
    const { text } = await call('read', { path: 'input/brief.txt', from: 2, to: 2 });
    expect(text).toBe('2\ttwo tea\n(lines 2 to 2 of 3)');
  });

  test('cuts a long file at a line and says where to go on', async () => {
    const line = 'x'.repeat(99);
    await call('write', { path: 'docs/long.md', content: `${line}\n`.repeat(1_000) });
    const { text } = await call('read', { path: 'docs/long.md' });
    expect(text.length).toBeLessThan(45_000);
    expect(text).toMatch(/\(lines 1 to \d+ of 1000\)$/);
  });

  test('refuses what the persona was not given', async () => {
    const result = await call('read', { path: 'src/main.js' });
    expect(result).toEqual({
      ok: false,
      text: '"src/main.js" is not among the files that you may read.',
    });
  });

  test('refuses a file that is no text', async () => {
    const blob = await objects.put(new Uint8Array([0xff, 0xfe, 0x41]));
    const start = new Map([
      [pathOf('docs/x.bin'), { blob, size: 3, mode: 'file' as const, by: 'earlier' }],
    ]);
    context = await contextWith({
      files: createWorkingTree({ objects, start, runId: 'run', limits }),
    });
    expect((await call('read', { path: 'docs/x.bin' })).text).toContain('not a text in UTF-8');
  });
});

describe('search', () => {
  test('finds a text as it stands, with path and line', async () => {
    expect((await call('search', { text: 'tea' })).text).toBe('input/brief.txt:2: two tea');
    expect((await call('search', { text: 'TEA', ignoreCase: true })).text.split('\n')).toHaveLength(
      3,
    );
  });

  test('takes no text for a pattern', async () => {
    expect((await call('search', { text: '(a+)+$' })).text).toBe('No line holds it.');
  });

  test('does not look into files that may not be read', async () => {
    expect((await call('search', { text: 'secret' })).text).toBe('No line holds it.');
  });
});

describe('write', () => {
  test('keeps a file that the persona owns', async () => {
    expect(await call('write', { path: './docs/a.md', content: 'grün' })).toEqual({
      ok: true,
      text: 'Wrote "docs/a.md", 5 bytes.',
    });
    expect(await textOf('docs/a.md')).toBe('grün');
  });

  test('names the owner of a path that somebody else owns', async () => {
    const { ok, text } = await call('write', { path: 'src/main.js', content: '' });
    expect(ok).toBe(false);
    expect(text).toContain('owned by coder');
    expect(text).toContain('docs/**');
  });

  test('says so when nobody owns the path', async () => {
    expect((await call('write', { path: 'other.txt', content: '' })).text).toContain('Nobody owns');
  });

  test.each([
    '../x',
    '/etc/passwd',
    'docs/../../x',
    'docs//x',
    'docs/\u0000x',
    'docs/.git/config',
    '',
  ])('refuses the path %j', async (path) => {
    const before = context.files.tree();
    const { ok, text } = await call('write', { path, content: 'x' });
    expect(ok).toBe(false);
    expect(text).toContain('path');
    expect(context.files.tree()).toEqual(before);
  });

  test('refuses a file over the limit, and takes one at it', async () => {
    const big = 'x'.repeat(FILE_BYTES_MAX);
    expect((await call('write', { path: 'docs/big.md', content: `${big}x` })).text).toContain(
      '1000001 bytes',
    );
    expect((await call('write', { path: 'docs/big.md', content: big })).ok).toBe(true);
  });

  test('refuses to make the project too large or too full', async () => {
    const big = 'x'.repeat(FILE_BYTES_MAX);
    for (let n = 0; n < 3; n += 1) {
      expect((await call('write', { path: `docs/${String(n)}.md`, content: big })).ok).toBe(true);
    }
    const { text } = await call('write', { path: 'docs/more.md', content: big });
    expect(text).toContain('the limit is 4000000');
    for (let n = 0; n < 60; n += 1)
      await call('write', { path: `docs/n${String(n)}`, content: '' });
    expect(context.files.tree().size).toBe(limits.outputFiles);
  });

  test('refuses a file where a folder is, and a folder where a file is', async () => {
    expect((await call('write', { path: 'docs/old.md/x', content: '' })).text).toContain(
      'is a file',
    );
    await call('write', { path: 'docs/deep/x', content: '' });
    expect((await call('write', { path: 'docs/deep', content: '' })).text).toContain('is a folder');
  });

  test.each(['a\u0000b', '\ud800', 'x\udc00'])('refuses %j, which is no text', async (content) => {
    expect((await call('write', { path: 'docs/a.md', content })).text).toContain('not a text');
  });

  test('keeps the mode of a file unless told otherwise', async () => {
    await call('write', { path: 'docs/run.sh', content: 'a', executable: true });
    await call('write', { path: 'docs/run.sh', content: 'b' });
    expect(context.files.tree().get(pathOf('docs/run.sh'))?.mode).toBe('executable');
  });

  test('is no change when it writes what was there', async () => {
    await call('write', { path: 'docs/old.md', content: 'else' });
    await call('write', { path: 'docs/old.md', content: START['docs/old.md'] });
    expect(context.files.tree().get(pathOf('docs/old.md'))?.by).toBe('earlier');
  });

  test.each([
    [{ path: 'docs/a.md' }, 'content'],
    [{ path: 7, content: 'x' }, 'path'],
    [{ path: 'docs/a.md', content: 'x', mode: 7 }, 'mode'],
    ['text', 'expected object'],
    [null, 'expected object'],
  ])('explains the bad input %j', async (input, part) => {
    const { ok, text } = await call('write', input);
    expect(ok).toBe(false);
    expect(text).toContain(part);
  });
});

describe('edit', () => {
  test('replaces the one place', async () => {
    expect((await call('edit', { path: 'docs/old.md', old: 'hot', new: 'cold $& $1' })).ok).toBe(
      true,
    );
    expect(await textOf('docs/old.md')).toBe('Tea is cold $& $1.\nTea is wet.\n');
  });

  test('refuses a text that is not there or is there twice', async () => {
    expect((await call('edit', { path: 'docs/old.md', old: 'dry', new: '' })).text).toContain(
      'does not stand in',
    );
    expect((await call('edit', { path: 'docs/old.md', old: 'Tea', new: '' })).text).toContain(
      'more than once',
    );
    expect(await textOf('docs/old.md')).toBe(START['docs/old.md']);
  });

  test('sees places that overlap', async () => {
    await call('write', { path: 'docs/a.md', content: 'aaa' });
    expect((await call('edit', { path: 'docs/a.md', old: 'aa', new: 'b' })).ok).toBe(false);
  });

  test('refuses the file of somebody else', async () => {
    const { text } = await call('edit', { path: 'src/main.js', old: 'secret', new: 'x' });
    expect(text).toContain('owned by coder');
  });
});

describe('remove', () => {
  const list = async (): Promise<string> => (await call('list', {})).text;

  test('takes files out, one or a few', async () => {
    await call('write', { path: 'docs/a.md', content: 'a' });
    expect(await call('remove', { paths: ['docs/a.md', './docs/old.md', 'docs/a.md'] })).toEqual({
      ok: true,
      text: 'Removed "docs/a.md", "docs/old.md".',
    });
    expect(await list()).toBe('input/brief.txt  18');
    expect(await textOf('docs/old.md')).toBe('There is no file "docs/old.md".');
    expect((await context.files.store()).has(pathOf('docs/old.md'))).toBe(false);
    // What was never there before is no removal.
    expect(context.files.removed()).toEqual(['docs/old.md']);
  });

  test.each([
    ['src/main.js', 'Nothing removed. "src/main.js" is owned by coder, who must write it.'],
    ['other.txt', 'Nothing removed. Nobody owns "other.txt".'],
    ['docs/none.md', 'Nothing removed. There is no file "docs/none.md".'],
    ['docs/deep', 'Nothing removed. "docs/deep" is a folder with 2 files: name the files.'],
  ])('removes nothing at all where one of the files is %s', async (path, problem) => {
    await call('write', { path: 'docs/deep/x', content: '' });
    await call('write', { path: 'docs/deep/y', content: '' });
    const { ok, text } = await call('remove', { paths: ['docs/old.md', path] });
    expect(ok).toBe(false);
    expect(text).toContain(problem);
    expect(await textOf('docs/old.md')).toBe(START['docs/old.md']);
  });

  test('takes out what is no text', async () => {
    const blob = await objects.put(new Uint8Array([0, 0xff]));
    const entry = { blob, size: 2, mode: 'executable' as const, by: 'import' };
    const start = new Map([[pathOf('docs/core'), entry]]);
    context = await contextWith({
      files: createWorkingTree({ objects, start, runId: 'run', limits }),
    });
    expect((await call('remove', { paths: ['docs/core'] })).ok).toBe(true);
    expect(await context.files.store()).toEqual(new Map());
  });

  test('makes room for a folder of that name, and for another file', async () => {
    await call('remove', { paths: ['docs/old.md'] });
    expect((await call('write', { path: 'docs/old.md/new.md', content: 'x' })).ok).toBe(true);
  });

  test('followed by the same content is no change', async () => {
    await call('remove', { paths: ['docs/old.md'] });
    await call('write', { path: 'docs/old.md', content: START['docs/old.md'] });
    expect(context.files.tree().get(pathOf('docs/old.md'))?.by).toBe('earlier');
    expect(context.files.removed()).toEqual([]);
  });

  test.each([
    [{}, 'paths'],
    [{ paths: [] }, 'paths'],
    [{ paths: 'docs/old.md' }, 'paths'],
    [{ paths: ['../x'] }, 'leaves the project'],
    [{ paths: Array.from({ length: 51 }, (_, n) => `docs/${String(n)}`) }, 'paths'],
  ])('says what is wrong with %j', async (input, expected) => {
    const { ok, text } = await call('remove', input);
    expect(ok).toBe(false);
    expect(text).toContain('The input of "remove" does not fit');
    expect(text).toContain(expected);
  });
});

describe('run', () => {
  test('says that it is not available without a sandbox', async () => {
    const { ok, text } = await call('run', { command: 'true' });
    expect(ok).toBe(false);
    expect(text).toContain("can't be run");
  });

  test('runs in a copy with what was written, and its changes are discarded', async () => {
    context = await contextWith({ sandbox: createPlain() });
    await call('write', { path: 'docs/new.md', content: 'fresh' });
    const { ok, text } = await call('run', {
      command: 'cat docs/new.md src/main.js && echo changed > docs/new.md',
    });
    expect(ok).toBe(true);
    expect(text).toContain('Exit code 0');
    expect(text).toContain('freshsecret();');
    expect(await textOf('docs/new.md')).toBe('fresh');
  });

  test('gives exit code and the end of a long output', async () => {
    context = await contextWith({ sandbox: createPlain() });
    const { ok, text } = await call('run', {
      command: 'i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done; exit 3',
    });
    expect(ok).toBe(false);
    expect(text).toContain('Exit code 3');
    expect(text).toContain('line 2999');
    expect(text).toContain('left out');
    expect(text.length).toBeLessThan(13_000);
  });

  test('shows packages of the files as they are now, and says what is missing, before the output', async () => {
    const commands: SandboxCommand[] = [];
    const sandbox: Sandbox = {
      ...createPlain(),
      run: (command) => {
        commands.push(command);
        return Promise.resolve({ exitCode: 1, output: 'out\n', timedOut: false, ms: 1 });
      },
    };
    const shows = [{ from: '/usr/share', to: '/packages/python' }];
    const env = { PYTHONPATH: '/packages/python' };
    const seen: (readonly string[])[] = [];
    context = await contextWith({
      sandbox,
      equip: (tree) => {
        seen.push([...tree.keys()].filter((path) => path.startsWith('docs/')));
        return Promise.resolve({ shows, env, problems: ['a is not there', 'b is not there'] });
      },
    });
    await call('write', { path: 'docs/new.md', content: 'fresh' });
    expect(await call('run', { command: 'true' })).toEqual({
      ok: false,
      text: 'Exit code 1. Its changes to files were discarded.\nNot installed: a is not there; b is not there.\nout\n',
    });
    expect(seen).toEqual([['docs/old.md', 'docs/new.md']]);
    expect(commands).toEqual([expect.objectContaining({ shows, env })]);
  });
});

describe('the working tree', () => {
  test('puts each content into the object store once, and only what is still in use', async () => {
    await call('write', { path: 'docs/a.md', content: 'draft' });
    await call('write', { path: 'docs/a.md', content: 'final' });
    await call('write', { path: 'docs/b.md', content: 'final' });
    const before = objects.puts.length;
    await context.files.store();
    await context.files.store();
    expect(objects.puts.slice(before).map((digest) => objects.text(digest))).toEqual(['final']);
  });
});
