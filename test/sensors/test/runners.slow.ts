import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { createPlain } from '../../../src/adapters/sandbox/index.ts';
import type { Given } from '../support/product.ts';
import { PYTHON, withPytest } from '../support/pytest.ts';
import { believed, doubts } from './canaries.ts';

(PYTHON !== '' ? describe : describe.skip)('the canary with pytest', () => {
  const python = (files: Readonly<Record<string, string>>): Given => ({
    sandbox: withPytest(),
    trusted: true,
    files: {
      'requirements.txt': '',
      'pytest.ini': '[pytest]\n',
      'tests/test_add.py': `import pytest


def test_two_numbers():
    assert 1 + 2 == 3


@pytest.mark.parametrize(
    'left, right',
    [(1, 2), (2, 3)],
)
def test_follows(
    left,
    right,
):
    """Of numbers."""
    assert left + 1 == right
`,
      ...files,
    },
  });

  test('believes an honest one', () => believed(python({})));

  test('believes one that stops at the first failure', async () => {
    expect(await doubts(python({ 'pytest.ini': '[pytest]\naddopts = -x\n' }))).toEqual([]);
  });

  test.each([
    [
      'reports made good',
      `import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    outcome.get_result().outcome = 'passed'
`,
    ],
    [
      'known reports made good',
      `import pytest

KNOWN = ('test_two_numbers', 'test_follows')


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if item.name.split('[')[0] in KNOWN:
        outcome.get_result().outcome = 'passed'
`,
    ],
    [
      'an exit code of its own',
      `def pytest_sessionfinish(session):
    session.exitstatus = 0
`,
    ],
    [
      'a forged end',
      `import os


def pytest_sessionfinish(session):
    terminal = session.config.pluginmanager.getplugin('terminalreporter')
    terminal.write_line('')
    terminal.write_sep('=', '3 passed in 0.01s')
    terminal.flush()
    os._exit(0)
`,
    ],
    [
      'tests left out',
      `def pytest_collection_modifyitems(items):
    items[:] = [item for item in items if 'test_add' in item.nodeid]
`,
    ],
  ])('exposes a conftest with %s', async (_, text) => {
    expect(await doubts(python({ 'conftest.py': text }))).toEqual([
      'integrity.canary conftest.py operator',
    ]);
  });
});

describe('the canary with Jest', () => {
  const JEST = fileURLToPath(new URL('../../../node_modules/jest/bin/jest.js', import.meta.url));
  const CASE = `const { add } = require('../src/add');
test('adds two numbers', () => {
  expect(add(1, 2)).toBe(3);
});
`;
  const jest = (config: object, files: Readonly<Record<string, string>> = {}): Given => ({
    sandbox: createPlain(),
    trusted: true,
    files: {
      'package.json': JSON.stringify({
        scripts: { test: `node ${JEST}` },
        jest: { transform: {}, ...config },
      }),
      'src/add.js': 'exports.add = (a, b) => a + b;',
      '__tests__/add.js': CASE,
      ...files,
    },
  });

  test('believes an honest one', () => believed(jest({})));

  test('exposes a setup that lets expectations pass', async () => {
    const setup = `const { expect } = globalThis;
globalThis.expect = () => new Proxy(() => {}, { get: (_, key) => () => {} });`;
    const given = jest({ setupFilesAfterEnv: ['./jest.setup.js'] }, { 'jest.setup.js': setup });
    expect(await doubts(given)).toEqual(['integrity.canary jest.setup.js operator']);
  });
});
