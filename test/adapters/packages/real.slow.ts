import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPackages } from '../../../src/adapters/packages/index.ts';
import type { Packages } from '../../../src/ports/packages.ts';
import { installSensor } from '../../../src/sensors/install.ts';
import { testSensor } from '../../../src/sensors/test/test.ts';
import { sensed } from '../../sensors/support/product.ts';
import { isReached, settings } from './reached.ts';

const npm = await isReached('npm');
const pypi = await isReached('pypi');

let cache = '';
let packages: Packages;

beforeAll(async () => {
  cache = await mkdtemp(path.join(tmpdir(), 'real-packages-test-'));
  packages = createPackages({ ...settings, cache })({
    registries: ['npm', 'pypi'],
    scripts: false,
  });
});
afterAll(async () => {
  await rm(cache, { recursive: true, force: true });
});

const LIMITS = { memoryBytes: 1e9, processes: 256, diskBytes: 500e6 };

(npm ? test : test.skip)(
  'a product for Node is tested with a package of the registry of this machine',
  async () => {
    const files = {
      'package.json': JSON.stringify({
        name: 'p',
        version: '1.0.0',
        scripts: { test: 'node --test' },
        dependencies: { 'is-odd': '3.0.1' },
      }),
      'a.test.js': [
        "const test = require('node:test');",
        "const odd = require('is-odd');",
        "test('odd', () => { if (!odd(3)) throw new Error('even'); });",
      ].join('\n'),
    };
    const [install, tested] = await sensed(
      { files, packages, limits: LIMITS },
      installSensor,
      testSensor,
    );
    expect(install).toMatchObject({ exitCode: 0, checked: 1, held: 1, findings: [] });
    expect(tested).toMatchObject({ checked: 1, held: 1, findings: [] });
  },
  300_000,
);

(pypi ? test : test.skip)(
  'a Python product is tested with a package of the registry of this machine, and with pytest',
  async () => {
    const files = {
      'requirements.txt': 'six==1.17.0\n',
      'a.py': 'import six\n\ndef text(value):\n    return six.text_type(value)\n',
      'test_a.py': 'from a import text\n\ndef test_text():\n    assert text(1) == "1"\n',
    };
    const [install, tested] = await sensed(
      { files, packages, limits: LIMITS },
      installSensor,
      testSensor,
    );
    expect(install).toMatchObject({ exitCode: 0, checked: 2, held: 2, findings: [] });
    expect(tested).toMatchObject({ checked: 1, held: 1, findings: [] });
  },
  300_000,
);

(pypi ? test : test.skip)(
  'a Python product is tested with a package that comes as an archive of sources alone, none of whose code is run',
  async () => {
    const files = {
      'requirements.txt': 'docopt==0.6.2\n',
      'greet.py': 'from docopt import docopt\n',
      'tests/test_greet.py': [
        'from importlib.metadata import version',
        'from greet import docopt',
        'def test_arguments():',
        "    assert docopt('Usage: greet NAME', ['you'])['NAME'] == 'you'",
        "    assert version('docopt') == '0.6.2'",
      ].join('\n'),
    };
    const [install, tested] = await sensed(
      { files, packages, limits: LIMITS },
      installSensor,
      testSensor,
    );
    expect(install).toMatchObject({ exitCode: 0, checked: 2, held: 2, findings: [] });
    expect(install?.note).toContain('taken from its archive of sources');
    expect(tested).toMatchObject({ checked: 1, held: 1, findings: [] });
  },
  300_000,
);
