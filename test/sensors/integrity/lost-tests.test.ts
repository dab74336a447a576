import { expect, test } from '@jest/globals';
import { lostTests } from '../../../src/sensors/integrity/lost-tests.ts';
import { at } from '../support/product.ts';
import { ACCEPTED } from './edits.ts';

const FILE = at('tests/price.test.js');
const before = ACCEPTED['tests/price.test.js'];

test('of a file only the tests are left that are not there as they were', () => {
  const after = before.replace('price(20, 6), 110', 'price(20, 6), price(20, 6)');
  const left = lostTests([{ path: FILE, before, after }]).get(FILE);
  expect(left).toContain('many cost ten less');
  expect(left).not.toContain('a label is in capitals');
  expect(left).toContain(`import { label, price } from '../src/price.js';`);
});

test('names, quotes, blanks and places are no matter', () => {
  const after = before
    .replace('many cost', 'lots cost')
    .replaceAll("'", '"')
    .replaceAll('  ', '    ');
  expect(lostTests([{ path: FILE, before, after: after.replaceAll('"', "'") }]).size).toBe(0);
});

test('where what stands around tests differs, any of them may have changed', () => {
  const after = `${before}\nprocess.exitCode = 0;\n`;
  expect(lostTests([{ path: FILE, before, after }]).get(FILE)).toBe(before);
});

test('classes of Python stay whole', () => {
  const python = `import unittest


class A(unittest.TestCase):
    def test_one(self):
        self.assertEqual(1, 1)

    def test_two(self):
        self.assertEqual(2, 2)
`;
  const path = at('test_a.py');
  const after = python.replace('assertEqual(2, 2)', 'assertTrue(2)');
  const left = lostTests([{ path, before: python, after }]).get(path);
  expect(left).not.toContain('test_one');
  expect(left).toContain('    pass\n');
  expect(left).toContain('test_two');
});

test('a test of Python is gone where a later one has its name, in the same class', () => {
  const path = at('test_a.py');
  const python = `class TestA:
    def test_one(self):
        assert one() == 1


class TestB:
    def test_one(self):
        assert two() == 2


def test_one():
    assert three() == 3
`;
  const lostBy = (after: string): string | undefined =>
    lostTests([{ path, before: python, after: `${python}${after}` }]).get(path);
  expect(lostBy('\n\ndef test_two():\n    assert one()\n')).toBeUndefined();
  const left = lostBy('\n\ndef test_one():\n    assert one()\n');
  expect(left).toContain('three() == 3');
  expect(left).not.toContain('two() == 2');
});

test('a test of Python goes with its decorators, also those of several lines', () => {
  const python = `import pytest


@pytest.mark.slow
@pytest.mark.parametrize(
    ("a", "b"),
    [
        (1, 2),

        (2, 3),
    ],
)
def test_more(
    a,
    b,
):
    assert a < b


def test_same():
    assert 1 == 1
`;
  const path = at('test_a.py');
  const after = python.replace('1 == 1', '2 == 2');
  const left = lostTests([{ path, before: python, after }]).get(path);
  expect(left).toBe(`import pytest


pass
def test_same():
    assert 1 == 1
`);
});
