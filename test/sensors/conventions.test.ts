import { describe, expect, test } from '@jest/globals';
import { conventionOf } from '../../src/sensors/conventions.ts';
import { readProject } from '../../src/sensors/project.ts';
import { at } from './support/product.ts';
import type { Readable } from '../../src/sensors/project.ts';
import type { Convention } from '../../src/sensors/conventions.ts';
import type { ProjectFiles } from '../../src/sensors/project.ts';

interface Known {
  readonly files: ProjectFiles;
  readonly convention: Convention;
}

const known = async (given: Readonly<Record<string, string>>): Promise<Known> => {
  const entry = { blob: 'sha256:0', size: 1, mode: 'file', by: 'import' };
  const tree = new Map(Object.keys(given).map((name) => [at(name), entry]));
  const read = (name: string): Promise<Uint8Array> =>
    Promise.resolve(new TextEncoder().encode(given[name]));
  const files = await readProject({ tree, read } as unknown as Readable);
  const convention = conventionOf(files);
  if (convention === undefined) throw new Error('of no known kind');
  return { files, convention };
};

const testCommand = async (given: Readonly<Record<string, string>>): Promise<string> => {
  const { files, convention } = await known(given);
  const step = convention.test(files);
  return step === undefined ? 'none' : `${step.command}: ${step.why}`;
};

const CASE = 'import unittest\nclass A(unittest.TestCase):\n    def test_a(self): pass\n';

describe('the test command of a Python project', () => {
  test('is pytest, as a module, where test functions stand in no class', async () => {
    expect(await testCommand({ 'test/test_a.py': 'def test_a():\n    assert 1\n' })).toBe(
      'python3 -m pytest: tests of test/test_a.py are functions, which only pytest runs',
    );
  });

  test('is pytest where a test file imports it, though no list of requirements names it', async () => {
    const given = { 'test_a.py': `import pytest\n${CASE}`, 'requirements.txt': 'numpy' };
    expect(await testCommand(given)).toBe('python3 -m pytest: test_a.py imports pytest');
  });

  test('is pytest where unittest would not look into a folder that is no package', async () => {
    expect(await testCommand({ 'unit_tests/test_a.py': CASE })).toBe(
      'python3 -m pytest: "unittest discover" does not look into unit_tests/test_a.py',
    );
  });

  test('is what comes with Python where that finds every test', async () => {
    expect(await testCommand({ 'tests/__init__.py': '', 'tests/test_a.py': CASE })).toBe(
      'python3 -m unittest discover: there are test files, and no other framework',
    );
  });

  test('is pytest where a file of settings says so', async () => {
    const given = { 'test_a.py': CASE, 'tox.ini': '[testenv]\ncommands = pytest {posargs}\n' };
    expect(await testCommand(given)).toBe('python3 -m pytest: tox.ini names pytest');
  });

  test('looks into files that pytest would pass by, where they hold tests', async () => {
    const given = { 'a/tests.py': `import pytest\n${CASE}`, 'a/test.py': 'HELPERS = 1\n' };
    expect(await testCommand(given)).toBe(
      "python3 -m pytest -o 'python_files=test_*.py *_test.py tests.py': a/tests.py imports pytest",
    );
    const set = { ...given, 'setup.cfg': '[tool:pytest]\npython_files = tests.py\n' };
    expect(await testCommand(set)).toMatch(/^python3 -m pytest: /);
  });

  test.each([
    ['pytest.ini', '[pytest]\naddopts = -v --cov=a\n'],
    ['pyproject.toml', '[tool.pytest.ini_options]\naddopts = ["--cov", "--doctest-modules"]\n'],
  ])('measures no coverage by itself where %s asks for it', async (name, text) => {
    expect(await testCommand({ 'test_a.py': CASE, [name]: text })).toMatch(
      /^python3 -m pytest --no-cov: /,
    );
  });

  test('is unknown where a module is only named like a folder of tests', async () => {
    expect(await testCommand({ 'tests/__init__.py': '', 'a.py': 'x = 1\n' })).toBe('none');
  });
});

test('material of tests, forms and documents need not be Python that compiles', async () => {
  const buildOf = async (...names: readonly string[]) => {
    const given = Object.fromEntries(names.map((name) => [name, '']));
    const { files, convention } = await known(given);
    return convention.build(files);
  };
  const plain = await buildOf('a.py', 'tests/test_a.py', 'tests/helpers/b.py');
  expect(plain?.command).toBe('python3 -m compileall -q .');
  const files = [
    'tests/data/bad.py',
    'tests/unit/fixtures/x/old.py',
    'docs/conf.py',
    '{{name}}/a.py',
  ];
  const step = await buildOf('a.py', ...files);
  const pattern = new RegExp(step?.argv[5] ?? '-');
  expect(files.filter((path) => !pattern.test(`./${path}`))).toEqual([]);
  expect(['./a.py', './data/a.py', './tests/test_data.py'].some((path) => pattern.test(path))).toBe(
    false,
  );
});

describe('what a Python project is installed with', () => {
  const installed = async (given: Readonly<Record<string, string>>) => {
    const { files, convention } = await known({ 'a.py': '', ...given });
    const { command, why } = convention.install(files);
    return { command, why, needs: convention.dependencies(files) };
  };

  test('is its list of requirements, and the one for its tests', async () => {
    expect(
      await installed({
        'requirements.txt': '# what it runs on\n-i elsewhere\nnumpy>=1 # fast\n',
        'requirements-dev.txt': 'pytest\n',
      }),
    ).toEqual({
      command: 'python3 -m pip install -r requirements.txt -r requirements-dev.txt',
      why: 'requirements.txt and requirements-dev.txt are there',
      needs: ['numpy>=1', 'pytest'],
    });
  });

  test('is a list below docs only where nothing else says what it needs', async () => {
    const list = { 'docs/requirements.txt': 'lxml\nmarkdown2' };
    expect((await installed(list)).needs).toEqual(['lxml', 'markdown2']);
    expect((await installed({ ...list, 'setup.py': 'setup(name="a")' })).needs).toEqual([]);
    expect((await installed({ 'docs/requirements.txt': 'Sphinx>=7\n' })).needs).toEqual([]);
  });

  test('is what pyproject.toml asks for, with its group for tests', async () => {
    const toml =
      '[project]\nname = "a"\ndependencies = [\n  "click>=8",\n]\n\n' +
      '[project.optional-dependencies]\nwide = ["wcwidth"]\ntest = ["pytest", "pytest-cov"]\n\n[tool.x]\n';
    const { command, needs } = await installed({ 'pyproject.toml': toml });
    expect(command).toBe('python3 -m pip install .[test]');
    expect(needs).toEqual(['click>=8', 'pytest', 'pytest-cov']);
  });

  test('is what setup.py asks for', async () => {
    const { needs } = await installed({ 'setup.py': "setup(install_requires=['six', 'numpy'])" });
    expect(needs).toEqual(['six', 'numpy']);
  });
});

test('a test file of Node may stand beside the code under the name of its folder', async () => {
  const { convention } = await known({ 'package.json': '{}' });
  expect(
    ['tests.js', 'test.mjs', 'index.js', 'latest.js'].map((name) => convention.isTest(at(name))),
  ).toEqual([true, true, false, false]);
});

test('a package of Python may have a package.json for its tools alone', async () => {
  const python = { 'pyproject.toml': '[project]\nname = "a"\n', 'tests/test_a.py': CASE };
  const withManifest = async (manifest: object) => {
    const given = { ...python, 'package.json': JSON.stringify(manifest) };
    return (await known(given)).convention.name;
  };
  expect(await withManifest({ devDependencies: { prettier: '3' } })).toBe('Python');
  expect(await withManifest({ scripts: { test: 'jest' } })).toBe('Node');
  expect(await withManifest({ dependencies: { express: '5' } })).toBe('Node');
});
