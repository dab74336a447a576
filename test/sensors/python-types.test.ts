import { expect, test } from '@jest/globals';
import { readProject } from '../../src/sensors/project.ts';
import type { Readable } from '../../src/sensors/project.ts';
import { typeCheck } from '../../src/sensors/python-types.ts';
import { at } from './support/product.ts';

const checkOf = async (given: Readonly<Record<string, string>>): Promise<string> => {
  const entry = { blob: 'sha256:0', size: 1, mode: 'file', by: 'import' };
  const tree = new Map(Object.keys(given).map((name) => [at(name), entry]));
  const read = (name: string): Promise<Uint8Array> =>
    Promise.resolve(new TextEncoder().encode(given[name]));
  const check = typeCheck(await readProject({ tree, read } as unknown as Readable));
  if (check === undefined) return 'none';
  return `${check.argv.slice(2).join(' ')}${check.guessed ? ', guessed' : ''}`;
};

const SET_UP = { 'pyproject.toml': '[tool.mypy]\nstrict = true\n' };
const CODE = { 'own/__init__.py': '', 'tests/__init__.py': '', 'docs/conf.py': '' };

test.each([
  [
    'what its settings name',
    { 'pyproject.toml': '[tool.mypy]\nfiles = ["own"]\n', ...CODE },
    'mypy',
  ],
  ['the same in mypy.ini', { 'mypy.ini': '[mypy]\npackages = own\n', ...CODE }, 'mypy'],
  [
    'what tox.ini runs',
    {
      ...SET_UP,
      ...CODE,
      'tox.ini': '[testenv:mypy]\ncommands =\n  mypy --strict own/ {posargs:tests}\n',
    },
    'mypy own tests',
  ],
  ['its packages, by guess', { ...SET_UP, ...CODE }, 'mypy own, guessed'],
  ['its folder src, by guess', { ...SET_UP, ...CODE, 'src/a.py': '' }, 'mypy src, guessed'],
  ['all, where there is no package', { ...SET_UP, 'a.py': '' }, 'mypy ., guessed'],
  ['nothing where it is not set up', CODE, 'none'],
])('mypy looks at %s', async (_name, given, expected) => {
  expect(await checkOf(given)).toBe(expected);
});
