import { describe, expect, test } from '@jest/globals';
import type { Delivery, PackageOrder, Packages } from '../../../src/ports/packages.ts';
import { installSensor } from '../../../src/sensors/install.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { named, sensed, sensedBy } from '../support/product.ts';

const FINE = { exitCode: 0, output: '', timedOut: false, ms: 1 };

/** Delivers a folder of this machine for every order, and keeps the orders. */
const delivering = (
  deliver: (order: PackageOrder) => Delivery,
  scripts = false,
): { readonly packages: Packages; readonly orders: PackageOrder[] } => {
  const orders: PackageOrder[] = [];
  const order: Packages['order'] = (asked) => {
    orders.push(asked);
    return Promise.resolve(deliver(asked));
  };
  return { packages: { scripts, order }, orders };
};

const ready = (...names: readonly string[]): Delivery => ({
  kind: 'ready',
  dir: '/usr/share',
  names,
  result: FINE,
});

const manifest = (more: object): string => JSON.stringify({ name: 'p', version: '1.0.0', ...more });

const textOf = (order: PackageOrder | undefined, name: string): string => {
  const content = order?.files.get(name) ?? '';
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
};

describe('what is ordered for Node', () => {
  test('depends on what the manifest needs, and not on its scripts or anything else', async () => {
    const { packages, orders } = delivering(() => ready('left'));
    const more = { scripts: { preinstall: 'exit 1' }, dependencies: { left: '1.0.0' } };
    const files = { 'package.json': manifest(more), 'README.md': 'x', '.npmrc': 'registry=x' };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(evidence).toMatchObject({ checked: 1, held: 1, findings: [], exitCode: 0 });
    expect(evidence.note).toBe('npm install --ignore-scripts, as package.json without a lock file');
    expect([...(orders[0]?.files.keys() ?? [])]).toEqual(['package.json']);
    expect(textOf(orders[0], 'package.json')).toBe(manifest({ dependencies: { left: '1.0.0' } }));
    expect(orders[0]).toMatchObject({ argv: ['npm', 'install', '--ignore-scripts'] });
  });

  test('follows the lock file, whole and as it is', async () => {
    const { packages, orders } = delivering(() => ready('left'));
    const lock = JSON.stringify({ lockfileVersion: 3, padding: 'x'.repeat(2e6) });
    const files = {
      'package.json': manifest({ dependencies: { left: '1.0.0' } }),
      'package-lock.json': lock,
    };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(evidence.command).toBe('npm ci --ignore-scripts');
    expect(textOf(orders[0], 'package-lock.json')).toBe(lock);
  });

  test('is all of a product that has packages of its own', async () => {
    const { packages, orders } = delivering(() => ready('own'));
    const files = {
      'package.json': manifest({ dependencies: { own: 'file:./own' } }),
      'own/package.json': manifest({ name: 'own' }),
    };
    await sensedBy({ files, packages }, installSensor);
    expect([...(orders[0]?.files.keys() ?? [])].sort()).toEqual(Object.keys(files).sort());
  });

  test('may run scripts where that is granted', async () => {
    const { packages } = delivering(() => ready('left'), true);
    const files = { 'package.json': manifest({ dependencies: { left: '1.0.0' } }) };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(evidence.command).toBe('npm install');
  });

  test('and not there is an error of whoever wrote the manifest, and no test is run', async () => {
    const output = 'npm error 404  absent is not in this registry.';
    const { packages } = delivering(() => ({
      kind: 'failed',
      result: { ...FINE, exitCode: 1, output },
    }));
    const more = { scripts: { test: 'exit 0' }, dependencies: { absent: '1.0.0' } };
    const files = { 'package.json': manifest(more) };
    const evidence = await sensed({ files, packages }, installSensor, testSensor);
    expect(evidence.flatMap(named)).toEqual(['install.failed package.json backend']);
    expect(evidence[0]?.findings[0]?.message).toContain('absent is not in this registry');
    expect(evidence[1]?.outcome).toBe('skipped');
  });

  test('and refused is an error that says why', async () => {
    const { packages } = delivering(() => ({ kind: 'refused', reason: 'npm is not granted' }));
    const files = { 'package.json': manifest({ dependencies: { left: '1.0.0' } }) };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(named(evidence)).toEqual(['install.network package.json backend']);
    expect(evidence.findings[0]?.actual).toBe('npm is not granted');
  });
});

describe('what is ordered for Python', () => {
  const TEST =
    'import unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n        pass\n';

  test('is what it declares, without the product itself', async () => {
    const { packages, orders } = delivering(() => ready('tabulate', 'tabulate-0.9.0.dist-info'));
    const files = {
      'requirements.txt': 'tabulate==0.9.0\n-e .\n./local\n# no more\n',
      'a.py': 'import os\nimport tabulate\nimport b\n',
      'b.py': 'try:\n    import absent\nexcept ImportError:\n    absent = None\n',
      'c.py': 'def f():\n    import absent\n',
    };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(evidence).toMatchObject({ checked: 2, held: 2, findings: [] });
    expect(orders.map((order) => textOf(order, 'requirements.txt'))).toEqual(['tabulate==0.9.0\n']);
    expect(orders[0]?.argv.join(' ')).toContain('--only-binary :all: --target packages');
  });

  test('leaves out what it imports and does not declare, which is named', async () => {
    const { packages } = delivering(() => ready('tabulate'));
    const files = { 'requirements.txt': 'tabulate\n', 'a.py': 'from six.moves import urllib\n' };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(evidence).toMatchObject({ checked: 2, held: 1 });
    expect(evidence.findings[0]).toMatchObject({
      rule: 'install.undeclared',
      path: 'a.py',
      actual: 'six',
    });
  });

  test('has a warning for each package that it imports and that only others need', async () => {
    const names = ['numpy', 'numpy-1.26.4.dist-info', 'yaml', 'PyYAML-6.0.2.dist-info'];
    const more = [
      'pandas',
      'pandas-2.2.3.dist-info',
      'scikit_learn',
      'scikit_learn-1.5.2.dist-info',
    ];
    const { packages } = delivering(() => ready(...names, ...more));
    const files = {
      'requirements.txt': 'Pandas[excel]>=2.2 ; python_version > "3"\nscikit.learn\n',
      'a.py': 'import numpy\nimport pandas\nimport yaml\nimport scikit_learn\n',
    };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(evidence).toMatchObject({ checked: 5, held: 5 });
    expect(evidence.findings.map(({ severity, rule, actual }) => [severity, rule, actual])).toEqual(
      [['warning', 'install.transitive', 'numpy']],
    );
  });

  test('has the runner beside it that its tests need and it does not name', async () => {
    const { packages, orders } = delivering(({ files }) =>
      files.get('requirements.txt') === 'tabulate\n'
        ? ready('tabulate')
        : ready('pytest', 'pluggy'),
    );
    const files = {
      'requirements.txt': 'tabulate\n',
      'a.py': 'import tabulate\nimport pluggy\n',
      'tests/test_a.py': 'import pytest\ndef test_a():\n    pass\n',
    };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(textOf(orders[1], 'requirements.txt')).toMatch(/^pytest==\d+\.\d+\.\d+\n$/);
    expect(evidence.note).toMatch(/; beside it .* pytest==[\d.]+, as its tests need pytest/);
    // What the gate adds is there for tests alone.
    expect(evidence.findings.map(({ actual }) => actual)).toEqual(['pluggy']);
  });

  test('has setuptools beside it where tests use what came with Python for long', async () => {
    const { packages, orders } = delivering(({ files }) =>
      String(files.get('requirements.txt')).startsWith('setuptools==')
        ? ready('pkg_resources')
        : ready(),
    );
    const files = {
      'requirements-test.txt': "setuptools; python_version >= '3.12'\n",
      'tests/__init__.py': '',
      'tests/test_a.py': `import pkg_resources\n${TEST}`,
    };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(textOf(orders[1], 'requirements.txt')).toMatch(/^setuptools==[\d.]+\n$/);
    expect(evidence.findings).toEqual([]);
  });

  test('has the plugins beside it that its settings ask for and it does not name', async () => {
    const { packages, orders } = delivering(() => ready('pytest'));
    const files = {
      'requirements-dev.txt': 'pytest==8.0.0\npytest-timeout\n',
      'tox.ini':
        '[pytest]\naddopts = --cov=a\n  --timeout=5 -n auto\n[other]\nasyncio_mode = auto\n',
      'test_a.py': 'def test_a():\n    pass\n',
    };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(textOf(orders[1], 'requirements.txt')).toMatch(
      /^pytest-cov==[\d.]+\npytest-xdist==[\d.]+\n$/,
    );
    expect(evidence.note).toMatch(
      /its tests need pytest-cov and pytest-xdist, and it does not name them/,
    );
  });

  test.each([
    ['a runner that it names itself', { 'requirements.txt': 'pytest==7.4.4\n' }],
    [
      'no other runner than what comes with Python',
      { 'tests/__init__.py': '', 'tests/test_a.py': TEST },
    ],
  ])('has nothing beside it for %s', async (_name, files) => {
    const { packages, orders } = delivering(() => ready('pytest'));
    await sensedBy({ files: { ...files, 'a.py': '' }, packages }, installSensor);
    expect(orders.filter(({ argv }) => argv.includes('pip'))).toHaveLength(
      'requirements.txt' in files ? 1 : 0,
    );
  });

  test('is less where a list for tests can not be installed and no test imports what is left out', async () => {
    const failing = {
      kind: 'failed',
      result: { ...FINE, exitCode: 1, output: 'no wheel' },
    } as const;
    const { packages, orders } = delivering(({ files }) =>
      String(files.get('requirements.txt')).includes('invoke') ? failing : ready('six', 'mock'),
    );
    const files = {
      'requirements.txt': 'six\n',
      'requirements-test.txt': 'invoke\nmock\npytest\n',
      'test_a.py': 'import mock\nimport six\ndef test_a():\n    pass\n',
    };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(orders.map((order) => textOf(order, 'requirements.txt'))).toEqual([
      'invoke\nmock\npytest\nsix\n',
      'mock\npytest\nsix\n',
    ]);
    expect(evidence.findings).toMatchObject([
      { severity: 'warning', rule: 'install.partly', actual: 'invoke' },
    ]);
    expect(evidence).toMatchObject({ exitCode: 0, checked: 3, held: 3 });
  });

  test('says that it failed where what the product itself needs can not be installed', async () => {
    const result = { ...FINE, exitCode: 1, output: 'no wheel' };
    const { packages, orders } = delivering(() => ({ kind: 'failed', result }));
    const files = { 'requirements.txt': 'six\n', 'requirements-test.txt': 'invoke\n', 'a.py': '' };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(evidence.findings.map(({ rule }) => rule)).toEqual(['install.failed']);
    expect(orders).toHaveLength(2);
  });

  test('is taken from archives of sources where something has no wheel', async () => {
    const output =
      'ERROR: Could not find a version that satisfies the requirement old (from versions: none)';
    const { packages, orders } = delivering(({ argv }) =>
      argv.includes('-c')
        ? ready('old.py')
        : { kind: 'failed', result: { ...FINE, exitCode: 1, output } },
    );
    const files = { 'requirements.txt': 'old\n', 'a.py': 'import old\n' };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(evidence).toMatchObject({ checked: 2, held: 2, findings: [] });
    expect(evidence.note).toContain('taken from its archive of sources');
    expect(orders[1]?.argv.slice(3).join(' ')).toContain('install --quiet');
    expect(orders[1]?.argv.join(' ')).toContain('--only-binary :all:');
  });

  test('is an extra as well whose package the product imports in any case', async () => {
    const { packages, orders } = delivering(() => ready('yaml'));
    const files = {
      'setup.py': "setup(extras_require={'yaml': ['PyYAML'], 'gui': ['pyqt6']})",
      'own/files.py': 'import yaml\n',
    };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(orders.map((order) => textOf(order, 'requirements.txt'))).toEqual(['PyYAML\n']);
    expect(evidence.findings).toMatchObject([
      { severity: 'warning', rule: 'install.only_beside', path: 'own/files.py', actual: 'yaml' },
    ]);
  });

  test('warns of what the product imports and names for its tests alone, and not of what tests import', async () => {
    const { packages } = delivering(() => ready('six.py', 'mock'));
    const files = {
      'requirements.txt': '',
      'requirements-test.txt': 'six\nmock\n',
      'a.py': 'import six\n',
      'test_a.py': 'import mock\n',
    };
    const { findings } = await sensedBy({ files, packages }, installSensor);
    expect(findings.map(({ severity, rule, actual }) => [severity, rule, actual])).toEqual([
      ['warning', 'install.only_beside', 'six'],
    ]);
    const named = { ...files, 'requirements.txt': 'six>=1\n' };
    expect((await sensedBy({ files: named, packages }, installSensor)).findings).toEqual([]);
  });

  test('is not asked for what only material of tests imports', async () => {
    const { packages } = delivering(() => ready());
    const files = {
      'a.py': '',
      'tests/data/sample.py': 'import nowhere\n',
      'tests/test_a.py': 'import gone\n',
    };
    const { findings } = await sensedBy({ files, packages }, installSensor);
    expect(findings.map(({ actual }) => actual)).toEqual(['gone']);
  });

  test('leaves a product that can be asked for its own version and entry points', async () => {
    const { packages } = delivering(() => ready());
    const TESTS = [
      'import unittest',
      'from importlib.metadata import entry_points, version',
      'class A(unittest.TestCase):',
      '    def test_version(self):',
      "        self.assertEqual(version('own-name'), '4.5.6')",
      '    def test_points(self):',
      "        names = [point.name for point in entry_points(group='console_scripts')]",
      "        self.assertIn('own', names)",
      '',
    ].join('\n');
    const files = {
      'pyproject.toml':
        '[project]\nname = "own-name"\ndynamic = ["version"]\nscripts = { own = "own:main" }\n',
      'src/own/__init__.py': "__version__ = '4.5.6'\n",
      'test_own.py': TESTS,
    };
    const [, tested] = await sensed({ files, packages }, installSensor, testSensor);
    expect(tested).toMatchObject({ checked: 2, held: 2, findings: [] });
  });

  test('and a runner of ours that can not be had is no fault of the product', async () => {
    const { packages } = delivering(() => ({ kind: 'refused', reason: 'pypi is not granted' }));
    const files = { 'a.py': '', 'test_a.py': 'def test_a():\n    pass\n' };
    const evidence = await sensedBy({ files, packages }, installSensor);
    expect(evidence).toMatchObject({ checked: 1, held: 1, findings: [] });
    expect(evidence.note).toContain('did not work');
  });
});
