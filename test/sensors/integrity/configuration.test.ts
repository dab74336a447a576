import { describe, expect, test } from '@jest/globals';
import {
  changedParts,
  holdsSettings,
  loadedBy,
  settingsIn,
} from '../../../src/sensors/integrity/configuration.ts';

const differ = (path: string, before: string | undefined, after: string | undefined) =>
  changedParts(settingsIn(path, before), settingsIn(path, after));

const manifest = (fields: object): string => JSON.stringify(fields, undefined, 2);
const NODE = { scripts: { test: 'node --test', start: 'node src/main.js' } };

describe('settings of tests that have changed', () => {
  test.each([
    ['the test script', 'package.json', manifest(NODE), manifest({ scripts: { test: 'true' } })],
    [
      'a script that the test script calls',
      'package.json',
      manifest({ scripts: { test: 'npm run unit', unit: 'node --test' } }),
      manifest({ scripts: { test: 'npm run unit', unit: 'node --test tests/one.test.js' } }),
    ],
    [
      'what runs after tests',
      'package.json',
      manifest(NODE),
      manifest({ scripts: { ...NODE.scripts, posttest: 'exit 0' } }),
    ],
    [
      'the section of Jest',
      'package.json',
      manifest(NODE),
      manifest({ ...NODE, jest: { bail: 1 } }),
    ],
    [
      'a file of Jest',
      'jest.config.js',
      undefined,
      'export default { testPathIgnorePatterns: ["x"] };',
    ],
    [
      'a file of Vitest',
      'vitest.config.ts',
      'export default { test: {} };',
      'export default { test: { exclude: ["a"] } };',
    ],
    ['a file of Mocha', '.mocharc.yml', 'spec: test\n', 'spec: test/one\n'],
    ['options of pytest', 'pytest.ini', '[pytest]\n', '[pytest]\naddopts = -k one\n'],
    [
      'pytest in pyproject',
      'pyproject.toml',
      '[tool.pytest.ini_options]\n',
      '[tool.pytest.ini_options]\naddopts = "-k one"\n',
    ],
    ['pytest in setup.cfg', 'setup.cfg', '[metadata]\nname = a\n', '[tool:pytest]\naddopts = -x\n'],
    ['tox', 'tox.ini', '[testenv]\ncommands = pytest\n', '[testenv]\ncommands = true\n'],
    ['what coverage leaves out', '.coveragerc', '[run]\n', '[run]\nomit = src/*\n'],
    [
      'a hook of a conftest',
      'tests/conftest.py',
      'import pytest\n',
      'def pytest_sessionfinish(session):\n    session.exitstatus = 0\n',
    ],
    [
      'the shell that npm runs scripts with',
      '.npmrc',
      'fund=false\n',
      'fund=false\nscript-shell=./tools/sh\n',
    ],
    ['options that npm gives to Node', '.npmrc', undefined, 'node-options=--require ./tools/a.cjs'],
    [
      "assertions of the product's own",
      'package.json',
      manifest({ ...NODE, devDependencies: { chai: '^4.0.0' } }),
      manifest({ ...NODE, devDependencies: { chai: 'file:./vendor/chai' } }),
    ],
    [
      'a package in the place of another',
      'package.json',
      manifest(NODE),
      manifest({ ...NODE, overrides: { mocha: 'npm:calm@1.0.0' } }),
    ],
    [
      'a plugin of pytest that comes with a package',
      'a.egg-info/entry_points.txt',
      '[console_scripts]\na = a:main\n',
      '[console_scripts]\na = a:main\n[pytest11]\na = a.quiet\n',
    ],
    [
      'a plugin of pytest that a package declares',
      'setup.cfg',
      '[options.entry_points]\nconsole_scripts =\n  a = a:main\n',
      '[options.entry_points]\npytest11 =\n  a = a.quiet\n',
    ],
    [
      'plugins that a conftest loads',
      'conftest.py',
      'import pytest\n',
      'import pytest\n\npytest_plugins = ["tests.quiet"]\n',
    ],
    [
      'plugins that a conftest registers',
      'conftest.py',
      undefined,
      'def pytest_addoption(parser, pluginmanager):\n    pluginmanager.register(quiet)\n',
    ],
    ['a module in the place of pytest', 'pytest.py', undefined, 'print("1 passed in 0.1s")\n'],
    ['code that Python loads at each start', 'site/a.pth', undefined, 'import a.quiet\n'],
    ['what Babel makes of tests', 'babel.config.js', undefined, 'export default { plugins: [] };'],
    ['what Python loads by itself', 'sitecustomize.py', undefined, 'import unittest\n'],
    ['a runner in the tree', 'node_modules/jest/index.js', undefined, 'module.exports = 1;'],
  ])('%s', (_, path, before, after) => {
    expect(holdsSettings(path)).toBe(true);
    expect(differ(path, before, after)).toHaveLength(1);
  });
});

describe('changes that decide nothing about tests', () => {
  test.each([
    ['formatting', 'package.json', manifest(NODE), JSON.stringify(NODE)],
    [
      'a dependency',
      'package.json',
      manifest(NODE),
      manifest({ ...NODE, dependencies: { a: '1.0.0' } }),
    ],
    [
      'another script',
      'package.json',
      manifest(NODE),
      manifest({ scripts: { ...NODE.scripts, build: 'tsc' } }),
    ],
    [
      'a comment and quotes',
      'jest.config.js',
      'export default { bail: 1, name: "a" };',
      "// Fast.\nexport default {\n  bail: 1,\n  name: 'a',\n}\n",
    ],
    [
      'another section',
      'pyproject.toml',
      '[tool.pytest.ini_options]\n',
      '[project]\nname = "a"\n[tool.pytest.ini_options]\n',
    ],
    ['other options of npm', '.npmrc', undefined, 'save-exact=true\n'],
    [
      'a version of what tests are run with',
      'package.json',
      manifest({ ...NODE, devDependencies: { chai: '^4.0.0' } }),
      manifest({ ...NODE, devDependencies: { chai: '^4.3.0' } }),
    ],
    [
      'a folder for the product, not for its tests',
      'package.json',
      manifest(NODE),
      manifest({ ...NODE, dependencies: { shapes: 'file:./packages/shapes' } }),
    ],
    [
      'a command that a package declares',
      'setup.cfg',
      '[metadata]\nname = a\n',
      '[metadata]\nname = a\n[options.entry_points]\nconsole_scripts =\n  a = a:main\n',
    ],
    [
      'a fixture',
      'tests/conftest.py',
      undefined,
      'import pytest\n\n@pytest.fixture\ndef store():\n    return {}\n',
    ],
  ])('%s', (_, path, before, after) => {
    expect(differ(path, before, after)).toEqual([]);
  });
});

test('files that a command loads before tests, or runs in their place, are known', () => {
  expect(loadedBy('node --import ./tools/setup.js --test-reporter=./tools/dot.js --test')).toEqual([
    'tools/setup.js',
    'tools/dot.js',
  ]);
  expect(loadedBy('node tests/run.js')).toEqual(['tests/run.js']);
  expect(loadedBy('bash tools/test.sh')).toEqual(['tools/test.sh']);
  expect(loadedBy('npm run -s lint && ./tools/test')).toEqual(['tools/test']);
  expect(loadedBy('make test')).toContain('Makefile');
  expect(loadedBy('mocha -r esm --config tools/mocha.json')).toEqual(['esm', 'tools/mocha.json']);
});
