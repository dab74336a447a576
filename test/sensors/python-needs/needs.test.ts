import { describe, expect, test } from '@jest/globals';
import { pythonNeeds, wantedOf } from '../../../src/sensors/python-needs/chosen.ts';
import { essentialOf } from '../../../src/sensors/python-needs/essential.ts';
import type { PythonNeeds } from '../../../src/sensors/python-needs/chosen.ts';
import { at } from '../support/product.ts';

const needsOf = (given: Readonly<Record<string, string>>): PythonNeeds =>
  pythonNeeds({
    has: (path) => path in given,
    paths: Object.keys(given).map(at),
    texts: new Map(Object.entries(given)),
  });

/** Requirements that are installed as a whole, by their place. */
const chosen = (given: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(needsOf(given).lists.map(({ where, requirements }) => [where, requirements]));

describe('files of requirements', () => {
  test('are told by their names to be for running or testing', () => {
    expect(
      chosen({
        'requirements.txt': 'numpy>=1 \\\n  --hash=sha256:0\n',
        'requirements/tests.txt': 'freezegun',
        'tests/requirements.txt': 'mock # old',
        'requirements_test.txt': '-r tests/requirements.txt\nsix',
        'requirements-dev.txt': 'invoke',
        'requirements-docs.txt': 'jinja2',
        'a.egg-info/requires.txt': 'lxml',
      }),
    ).toEqual({
      'requirements.txt': ['numpy>=1'],
      'requirements/tests.txt': ['freezegun'],
      'tests/requirements.txt': ['mock'],
      'requirements_test.txt': ['mock', 'six'],
    });
  });

  test('for those who work on it count where none is for tests, without tools that tests never use', () => {
    const given = { 'dev.requirements.txt': 'pytest\nsphinx==8\ncoveralls\nPyYAML' };
    expect(chosen(given)).toEqual({ 'dev.requirements.txt': ['pytest', 'PyYAML'] });
    expect(chosen({ ...given, 'requirements-test.txt': 'pytest' })).toEqual({
      'requirements-test.txt': ['pytest'],
    });
  });

  test('of which one is made of another are one', () => {
    expect(chosen({ 'requirements/test.in': 'a', 'requirements/test.txt': 'a==1' })).toEqual({
      'requirements/test.txt': ['a==1'],
    });
  });
});

describe('pyproject.toml', () => {
  test('names groups for tests, which may include others, and extras of its own', () => {
    const toml = `
[project]
name = "own-name"
dependencies = ["click>=8; python_version < '4'"]
[project.optional-dependencies]
rich = ["rich[jupyter]"]
tests = ["own_name[rich]", "hypothesis"]
[dependency-groups]
Test = [{ include-group = "base" }, "pytest"]
base = ["six"]
docs = ["sphinx"]
`;
    expect(chosen({ 'pyproject.toml': toml })).toEqual({
      'pyproject.toml': ["click>=8; python_version < '4'"],
      'the extra "tests" of pyproject.toml': ['rich[jupyter]', 'hypothesis'],
      'the group "Test" of pyproject.toml': ['six', 'pytest'],
    });
  });

  test('of Poetry is written as pip would', () => {
    const toml = `
[tool.poetry.dependencies]
python = "^3.8"
caret = "^1.2.3"
zero = "^0.3"
tilde = "~1.4"
any = "*"
exact = "2.0"
range = ">=1,<3"
either = "^1 || ^2"
own = { path = "../own" }
rich = { version = "^13", extras = ["jupyter"], python = "<3.12" }
maybe = { version = "1.0", optional = true }
[tool.poetry.group.dev.dependencies]
pytest = "^8"
`;
    expect(chosen({ 'pyproject.toml': toml })).toEqual({
      'pyproject.toml': [
        ...['caret>=1.2.3,<2', 'zero>=0.3,<0.4', 'tilde>=1.4,<1.5', 'any', 'exact==2.0'],
        ...['range>=1,<3', 'either', "rich[jupyter]>=13,<14; python_version < '3.12'"],
      ],
      'the group "dev" of pyproject.toml': ['pytest>=8,<9'],
    });
  });

  test('of Hatch, Flit and PDM has them in tables of their own', () => {
    const toml = `
[tool.hatch.envs.test]
dependencies = ["pytest-mock"]
[tool.flit.metadata]
requires = ["attrs"]
[tool.flit.metadata.requires-extra]
test = ["testpath"]
[tool.pdm.dev-dependencies]
test = ["pdm-pytest"]
`;
    expect(chosen({ 'pyproject.toml': toml })).toEqual({
      'pyproject.toml': ['attrs'],
      'the environment "test" of pyproject.toml': ['pytest-mock'],
      'the extra "test" of pyproject.toml': ['testpath'],
      'the group "test" of pyproject.toml': ['pdm-pytest'],
    });
  });

  test('that is no TOML asks for nothing', () => {
    expect(chosen({ 'pyproject.toml': '[project\ndependencies = ["a"]' })).toEqual({});
  });
});

describe('setup.py and setup.cfg', () => {
  test('are read as far as lists stand in them, also under a name', () => {
    const setup = `
from setuptools import setup
REQUIRES = [
    'six',  # old
    "a" ">=1",
] + MORE
MORE = ('b',)
extras = {'test': ['pytest', 'nothing[all]'], 'doc': ['sphinx'], 'bad': read()}
setup(name='x', install_requires=REQUIRES, extras_require=extras, tests_require=['mock'])
`;
    expect(chosen({ 'setup.py': setup })).toEqual({
      'setup.py': ['six', 'a>=1', 'b'],
      'tests_require of setup.py': ['mock'],
      'the extra "test" of setup.py': ['pytest', 'nothing[all]'],
    });
    expect(chosen({ 'setup.py': 'setup(install_requires=open("x").read(), **more)' })).toEqual({});
    expect(chosen({ 'setup.py': 'A = A\nsetup(install_requires=A)' })).toEqual({});
  });

  test('of the latter in lines that are indented', () => {
    const cfg =
      '[metadata]\nname = x\n[options]\ninstall_requires =\n  six>=1\n  # no more\n  b; python_version < "3"\n' +
      '[options.extras_require]\ntesting =\n    pytest\ndocs = sphinx\n';
    expect(chosen({ 'setup.cfg': cfg })).toEqual({
      'setup.cfg': ['six>=1', 'b; python_version < "3"'],
      'the extra "testing" of setup.cfg': ['pytest'],
    });
  });
});

describe('tox.ini', () => {
  test('names what tests need, and the files and extras for them', () => {
    const tox = `
[testenv]
deps =
    pytest
    -r none.txt
    -r{toxinidir}/ci.requirements.txt
    py38: mock
    {[base]deps}
extras = speed
[testenv:docs]
deps = sphinx
`;
    const given = {
      'tox.ini': tox,
      'ci.requirements.txt': 'hypothesis',
      'setup.py': 'setup(extras_require={"speed": ["cython"], "other": ["x"]})',
    };
    expect(chosen(given)).toEqual({
      'ci.requirements.txt': ['hypothesis'],
      'the extra "speed" of setup.py': ['cython'],
      'tox.ini': ['pytest'],
    });
    expect(wantedOf(needsOf(given), ['mock'])).toEqual(['mock']);
  });
});

test('of lists that are not installed, what is imported is wanted all the same, and plugins of pytest', () => {
  const needs = needsOf({
    'requirements-test.txt': 'pytest',
    'requirements-dev.txt': 'pytest>=7\npytest-asyncio\ninvoke',
    'setup.py': 'setup(extras_require={"yaml": ["PyYAML>=5"], "gui": ["pyqt"]})',
  });
  expect(wantedOf(needs, ['yaml'])).toEqual(['pytest-asyncio', 'PyYAML>=5']);
});

test('what runs, what is imported and the runner with its plugins are essential', () => {
  const needs = needsOf({
    'requirements.txt': 'six',
    'requirements-test.txt': 'pytest-cov\nfreezegun\ninvoke',
  });
  expect(essentialOf(needs, ['freezegun'])).toEqual(['six', 'pytest-cov', 'freezegun']);
});
