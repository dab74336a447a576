import { expect, test } from '@jest/globals';
import { spliced } from '../../../src/sensors/code/splice.ts';
import { testsInPython } from '../../../src/sensors/code/tests-in-python.ts';

const TEXT = `import pytest

@example(1)
# a comment between
@pytest.mark.parametrize(
    'text',
    [
        """
[section]
value = 1
""",
        'it is """ here',  # and ''' there
    ],
)
def test_cases(text):
    assert text

def test_long():
    expected = '''
def test_within():
    pass
'''
    assert expected

class TestAll:
    def test_method(self):
        text = """
one
    def test_inner():
"""
        assert text

def test_last():
    assert True
`;

test('a text of several lines is a part of its test, whatever its lines look like', () => {
  const tests = testsInPython(TEXT);
  expect(tests.map(({ name }) => name)).toEqual([
    ...['test_cases', 'test_long', 'test_method', 'test_last'],
  ]);
  const rest = spliced(
    TEXT,
    tests.map(({ start, end }) => ({ start, end, text: '' })),
  );
  expect(rest.replace(/\s+/g, ' ')).toBe('import pytest class TestAll: ');
});
