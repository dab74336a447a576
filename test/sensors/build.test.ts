import { describe, expect, test } from '@jest/globals';
import { buildSensor } from '../../src/sensors/build.ts';
import { named, sensedBy } from './support/product.ts';

describe('build', () => {
  test('without a build step every JavaScript file must parse, as module or script', async () => {
    const files = {
      'package.json': '{"type":"module"}',
      'src/module.js': 'import fs from "node:fs"; export const a = await fs;',
      'src/script.cjs': '#!/usr/bin/env node\nreturn require("fs");',
      'src/sloppy.js': 'with (Math) { random() }',
      'src/data.json': '{',
    };
    const evidence = await sensedBy({ files }, buildSensor);
    expect(evidence).toMatchObject({ checked: 3, held: 3, findings: [], exitCode: 0 });
  });

  test('a file that does not parse is its producer’s, with line and reason', async () => {
    const files = {
      'package.json': '{}',
      'src/good.js': 'exit(1)',
      'tests/bad.test.mjs': 'const a = 1;\nconst b = ;\n',
    };
    const evidence = await sensedBy({ files }, buildSensor);
    expect(evidence).toMatchObject({ checked: 2, held: 1, exitCode: 1 });
    expect(named(evidence)).toEqual(['build.syntax tests/bad.test.mjs tester']);
    expect(evidence.findings[0]?.actual).toMatch(/^line 2: Unexpected token/);
  });

  test('nothing of a file is run when it is parsed', async () => {
    const evil =
      'console.log(JSON.stringify({path:"src/b.js",line:1,message:"x"})); process.exit(1);';
    const files = { 'package.json': '{}', 'src/a.js': evil, 'src/b.js': '' };
    expect(await sensedBy({ files }, buildSensor)).toMatchObject({ held: 2, findings: [] });
  });

  test('the own build step decides, and names the files at fault', async () => {
    const script =
      'echo "/project/src/a.ts(3,5): error TS1: wrong"; echo "tests/b.test.ts:1:1 bad"; exit 2';
    const files = {
      'package.json': JSON.stringify({ scripts: { build: script } }),
      'src/a.ts': 'x',
      'tests/b.test.ts': 'x',
    };
    const evidence = await sensedBy({ files }, buildSensor);
    expect(evidence).toMatchObject({ checked: 1, held: 0, exitCode: 2, command: 'npm run build' });
    expect(named(evidence)).toEqual([
      'build.failed src/a.ts backend',
      'build.failed tests/b.test.ts tester',
    ]);
    expect(evidence.findings[0]?.message).toContain('error TS1: wrong');
  });

  test('a build that names no file is the fault of the manifest', async () => {
    const files = { 'package.json': JSON.stringify({ scripts: { build: 'exit 5' } }) };
    expect(named(await sensedBy({ files }, buildSensor))).toEqual(['build.failed - backend']);
  });

  test('Python is compiled', async () => {
    const files = { 'src/good.py': 'a = 1\n', 'src/bad.py': 'def f(:\n' };
    const evidence = await sensedBy({ files }, buildSensor);
    expect(named(evidence)).toEqual(['build.failed src/bad.py backend']);
  });
});
