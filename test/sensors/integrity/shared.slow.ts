import { describe, expect, test } from '@jest/globals';
import { integritySensor } from '../../../src/sensors/integrity/integrity.ts';
import { named, sensedBy } from '../support/product.ts';
import { PYTHON, withPytest } from '../support/pytest.ts';

const BASE = {
  'requirements.txt': '',
  'pytest.ini': '[pytest]\n',
  'src/__init__.py': '',
  'src/twice.py':
    'def twice(count):\n    return 2 * count\n\n\ndef half(count):\n    return count // 2\n',
  'tests/test_twice.py': `import pytest
from src import twice

CASES = [(1, 2), (2, 4), (3, 6), (10, 20), (0, 0), (7, 14)]


@pytest.mark.parametrize(("count", "expected"), CASES)
def test_twice(count, expected):
    assert twice.twice(count) == expected


def test_half():
    assert twice.half(9) == 4
`,
};

const WITH_DATA = {
  ...BASE,
  'data/one.json': '{"of": 4, "is": 8}',
  'data/two.json': '{"of": 5, "is": 10}',
  'tests/test_data.py': `import json
import pytest
from src import twice


@pytest.mark.parametrize("name", ["data/one.json", "data/two.json"])
def test_data(name):
    with open(name) as file:
        case = json.load(file)
    assert twice.twice(case["of"]) == case["is"]
`,
};

const rulesAfter = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const base = 'data/one.json' in files ? WITH_DATA : BASE;
  const given = { baseline: base, files: { ...base, ...files } };
  return named(await sensedBy({ ...given, sandbox: withPytest(), trusted: true }, integritySensor));
};

const conftest = (...body: readonly string[]): Readonly<Record<string, string>> => ({
  'tests/conftest.py': ['import pytest', 'from src import twice', ...body, ''].join('\n'),
});

(PYTHON === '' ? describe.skip : describe)('tests that stand as they did say less where', () => {
  test.each([
    [
      'a fixture that came new puts answers in the place of the code',
      conftest(
        '@pytest.fixture(autouse=True)',
        'def _fast(monkeypatch, request):',
        '    cases = dict(getattr(request.module, "CASES", ()))',
        '    monkeypatch.setattr(twice, "twice", cases.get)',
        '    monkeypatch.setattr(twice, "half", lambda count: 4)',
      ),
      ['integrity.weakened tests/conftest.py tester'],
    ],
    [
      'a fixture that came new skips them',
      conftest(
        'leave = getattr(pytest, "sk" + "ip")',
        '@pytest.fixture(autouse=True)',
        'def _slow(request):',
        '    if request.node.name == "test_twice[1-2]": leave("slow")',
      ),
      ['integrity.skipped tests/conftest.py tester'],
    ],
    [
      'a conftest that came new thins out their tables',
      conftest(
        'def pytest_generate_tests(metafunc):',
        '    for mark in metafunc.definition.own_markers:',
        '        object.__setattr__(mark, "args", (mark.args[0], mark.args[1][-2:-1] + mark.args[1][3:4]))',
      ),
      ['integrity.fewer tests/conftest.py tester'],
    ],
    [
      'their table is shorter',
      {
        'tests/test_twice.py': BASE['tests/test_twice.py'].replace(
          ', (10, 20), (0, 0), (7, 14)]',
          ']',
        ),
      },
      ['integrity.fewer tests/test_twice.py tester'],
    ],
    [
      'a test file that came new puts answers in the place of the code',
      {
        'tests/test_again.py': `from src import twice

twice.twice = {1: 2, 2: 4, 3: 6, 10: 20, 0: 0, 7: 14}.get


def test_again():
    assert twice.twice(1) == 2
`,
      },
      ['integrity.weakened tests/test_again.py tester'],
    ],
    [
      'a test that came new ends the run before them',
      {
        'tests/test_twice.py': BASE['tests/test_twice.py'].replace(
          '@pytest',
          'def test_first():\n    pytest.exit("done", returncode=0)\n\n\n@pytest',
        ),
      },
      ['integrity.fewer tests/test_twice.py tester'],
    ],
    [
      'data that they compare with was written anew for other code',
      {
        'src/twice.py': BASE['src/twice.py'].replace('2 * count', '2 * count + 1'),
        'data/one.json': '{ "of": 4, "is": 9 }',
        'data/two.json': '{ "of": 5, "is": 11 }',
      },
      ['integrity.snapshots data/one.json operator'],
    ],
    [
      'the code came to ask who runs it',
      {
        'src/twice.py': `import os\n\n\n${BASE['src/twice.py'].replace(
          'count // 2',
          'count // 2 if "PYTEST_CURRENT_TEST" in os.environ else 0',
        )}`,
      },
      ['integrity.knows_tests src/twice.py backend'],
    ],
  ])(
    '%s',
    async (_, files, expected) => {
      expect(await rulesAfter(files)).toEqual(expected);
    },
    300_000,
  );

  test('nothing where data are only written in another form', async () => {
    const data = {
      'data/one.json': '{\n  "is": 8,\n  "of": 4\n}\n',
      'data/two.json': '{\n  "is": 10,\n  "of": 5\n}\n',
    };
    expect(await rulesAfter(data)).toEqual([]);
  }, 300_000);

  test('nothing where a fixture that came new only sets something up', async () => {
    const fixture = conftest(
      '@pytest.fixture(autouse=True)',
      'def _home(monkeypatch, tmp_path):',
      '    monkeypatch.setenv("HOME_OF_TESTS", str(tmp_path))',
    );
    expect(await rulesAfter(fixture)).toEqual([]);
  }, 300_000);
});
