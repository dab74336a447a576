import { describe, expect, test } from '@jest/globals';
import { identityOf } from '../../../src/sensors/python-needs/identity.ts';

const said = (given: Readonly<Record<string, string>>) =>
  identityOf(new Map(Object.entries(given)));

describe('what a Python project says of itself', () => {
  test('stands in pyproject.toml, of the standard and of Poetry', () => {
    const project =
      '[project]\nname = "own-tool"\nversion = "1.2"\nscripts = { own = "own.cli:main" }\n' +
      '[project.entry-points.pytest11]\nown = "own.plugin"\n';
    expect(said({ 'pyproject.toml': project })).toEqual({
      name: 'own-tool',
      version: '1.2',
      entryPoints: '[console_scripts]\nown = own.cli:main\n[pytest11]\nown = own.plugin\n',
    });
    const poetry = '[tool.poetry]\nname = "a"\nversion = "0.1.0"\n';
    expect(said({ 'pyproject.toml': poetry })).toMatchObject({ name: 'a', version: '0.1.0' });
  });

  test('stands in setup.cfg and setup.py', () => {
    const cfg =
      '[metadata]\nname = a\nversion = attr: a.__version__\n[options.entry_points]\nconsole_scripts =\n  a = a:main\n';
    expect(said({ 'setup.cfg': cfg })).toEqual({
      name: 'a',
      entryPoints: '[console_scripts]\na = a:main\n',
    });
    const setup =
      "NAME = 'b'\nsetup(name=NAME, version='2.0', entry_points={'x': ['y = b:y']}, author='c')";
    expect(said({ 'setup.py': setup })).toEqual({
      name: 'b',
      version: '2.0',
      entryPoints: '[x]\ny = b:y\n',
    });
  });

  test('is completed by what was written when it was released', () => {
    const given = {
      'pyproject.toml': '[project]\nname = "a"\ndynamic = ["version"]\n',
      'PKG-INFO': 'Metadata-Version: 2.1\nName: a\nVersion: 3.1.post1\n',
    };
    expect(said(given)).toMatchObject({ name: 'a', version: '3.1.post1' });
  });

  test.each([
    ['nothing', {}],
    ['a name that is a place', { 'setup.py': "setup(name='../../etc', version='1')" }],
    ['a name that is made when it runs', { 'setup.py': 'setup(name=read())' }],
  ])('is %s', (_name, given) => {
    expect(said(given)).toBeUndefined();
  });

  test('never has a version that is a path', () => {
    const setup = "setup(name='a', version='1/../../x')";
    expect(said({ 'setup.py': setup })).toEqual({ name: 'a', entryPoints: '' });
  });
});
