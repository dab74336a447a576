import { describe, expect, test } from '@jest/globals';
import { buildSensor } from '../../src/sensors/build.ts';
import { installSensor } from '../../src/sensors/install.ts';
import { testSensor } from '../../src/sensors/test/test.ts';
import { named, sensed, sensedBy } from './support/product.ts';

const manifest = (more: object): string => JSON.stringify({ name: 'p', version: '1.0.0', ...more });

describe('install', () => {
  test('a product without dependencies has nothing to install', async () => {
    const evidence = await sensedBy({ files: { 'package.json': manifest({}) } }, installSensor);
    expect(evidence).toMatchObject({ outcome: 'measured', checked: 1, held: 1, findings: [] });
  });

  test('a product that needs a registry is told that there is none, and nothing more is run', async () => {
    const scripts = { build: 'exit 1', test: 'exit 1' };
    const files = { 'package.json': manifest({ scripts, dependencies: { express: '^5.0.0' } }) };
    const evidence = await sensed({ files }, installSensor, buildSensor, testSensor);
    expect(evidence.map(({ outcome }) => outcome)).toEqual(['measured', 'skipped', 'skipped']);
    expect(evidence.flatMap(named)).toEqual(['install.network package.json backend']);
    expect(evidence[0]?.findings[0]).toMatchObject({ severity: 'error', actual: 'express' });
  });

  test('a package that comes with the product can be installed', async () => {
    const files = {
      'package.json': manifest({
        dependencies: { own: 'file:./own' },
        scripts: { build: 'node b.cjs' },
      }),
      'own/package.json': manifest({ name: 'own', main: 'i.js' }),
      'own/i.js': 'module.exports = 1;',
      'b.cjs': 'console.log(require("own"))',
    };
    const evidence = await sensed({ files }, installSensor, buildSensor);
    expect(evidence.map(({ held }) => held)).toEqual([1, 1]);
  });

  test('no project of a known kind is no fault of this sensor', async () => {
    const evidence = await sensedBy({ files: { 'a.txt': 'x' } }, installSensor);
    expect(evidence.outcome).toBe('skipped');
  });
});
