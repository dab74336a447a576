import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { npmRegistry } from '../../../src/adapters/packages/npm-registry.ts';
import { pypiRegistry } from '../../../src/adapters/packages/pypi-registry.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'configured-test-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** Puts a tool on the path that answers in this way. */
const tool = (name: string, script: string): { readonly PATH: string } => {
  writeFileSync(path.join(dir, name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(dir, name), 0o755);
  return { PATH: `${dir}:/usr/bin:/bin` };
};

/** `pip config list` gives the lines; its help has a default. */
const pip = (...lines: readonly string[]) =>
  tool(
    'python3',
    `case "$*" in *config*) cat <<'END'\n${lines.join('\n')}\nEND\n;; *) echo '--index-url <url>  Base URL (default'; echo '  https://default.example/simple)'; esac`,
  );

const npm = (settings: object) => tool('npm', `cat <<'END'\n${JSON.stringify(settings)}\nEND`);

describe('the registry of pip', () => {
  test('is that of the environment before that of a command, before that of all', async () => {
    const all = "global.index-url='https://all.example/simple'";
    const own = "install.index-url='https://own.example/simple'";
    const now = ":env:.index-url='https://now.example/simple'";
    expect(await pypiRegistry(pip(now, own, all))).toMatchObject({
      index: 'https://now.example/simple',
    });
    expect(await pypiRegistry(pip(own, all))).toMatchObject({
      index: 'https://own.example/simple',
    });
    expect(await pypiRegistry(pip(all))).toMatchObject({
      index: 'https://all.example/simple',
      page: 'https://all.example/simple/pip/',
    });
  });

  test('is its own default where nothing is configured', async () => {
    expect(await pypiRegistry(pip())).toMatchObject({ index: 'https://default.example/simple' });
  });

  test('goes inside without a name or password, and so do those beside it', async () => {
    const found = await pypiRegistry(
      pip(
        "global.index-url='https://me:secret@a.example/simple'",
        "global.extra-index-url='https://me:secret@b.example/simple none'",
        "global.cert='/etc/a.pem'",
      ),
    );
    expect(found).toEqual({
      index: 'https://a.example/simple',
      more: ['https://b.example/simple'],
      env: {
        PIP_INDEX_URL: 'https://a.example/simple',
        PIP_EXTRA_INDEX_URL: 'https://b.example/simple',
      },
      authorities: '/etc/a.pem',
      page: 'https://a.example/simple/pip/',
    });
  });

  test('is not known where there is no pip, or it says nothing that can be used', async () => {
    expect(await pypiRegistry(tool('python3', 'exit 1'))).toBeUndefined();
    expect(await pypiRegistry(pip("global.index-url='nowhere'"))).toBeUndefined();
  });
});

describe('the registry of npm', () => {
  test('goes inside without a name or password, and so do those of scopes', async () => {
    const found = await npmRegistry(
      undefined,
      npm({
        registry: 'https://me:secret@a.example/npm',
        '@of:registry': 'https://me:secret@b.example/',
        '@of:other': 'https://c.example/',
        '//a.example/:_authToken': 'secret',
        cafile: '/etc/a.pem',
      }),
    );
    expect(found).toMatchObject({
      index: 'https://a.example/npm',
      authorities: '/etc/a.pem',
      page: 'https://a.example/npm/npm/latest',
    });
    expect(found?.more).toHaveLength(1);
    expect(JSON.stringify(found?.env)).not.toMatch(/secret|me:|c\.example/);
    expect(found?.env).toEqual({
      npm_config_registry: 'https://a.example/npm',
      npm_config_replace_registry_host: 'always',
      'npm_config_@of:registry': 'https://b.example/',
    });
  });

  test.each([{}, { registry: 'nowhere' }, { registry: 7 }])(
    'is not known where npm says %j',
    async (settings) => {
      expect(await npmRegistry(undefined, npm(settings))).toBeUndefined();
    },
  );

  test('is not known where there is no npm', async () => {
    expect(await npmRegistry(undefined, tool('npm', 'exit 1'))).toBeUndefined();
    expect(await npmRegistry(undefined, tool('npm', 'echo half of {'))).toBeUndefined();
  });
});
