import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../src/domain/evidence.ts';
import { conventionOf } from '../../src/sensors/conventions.ts';
import { lintSensor } from '../../src/sensors/lint.ts';
import { typesSensor } from '../../src/sensors/types.ts';
import { named, sensedBy } from './support/product.ts';

type Files = Readonly<Record<string, string>>;
type Scripts = Readonly<Record<string, string>>;

const node = (scripts: Scripts, more: Files = {}): Files => ({
  'package.json': JSON.stringify({ scripts }),
  'src/a.ts': 'x',
  ...more,
});

const types = (files: Files): Promise<Evidence> => sensedBy({ files }, typesSensor);
const lint = (files: Files): Promise<Evidence> => sensedBy({ files }, lintSensor);

const WRONG = 'echo "src/a.ts(3,5): error TS1: wrong"; exit 2';

describe('types', () => {
  test('runs the script of package.json, and says so', async () => {
    const evidence = await types(node({ build: 'x', typecheck: 'exit 0' }));
    expect(evidence).toMatchObject({ outcome: 'measured', held: 1, exitCode: 0, findings: [] });
    expect(evidence.note).toBe('npm run typecheck, as the script "typecheck" of package.json');
  });

  test('names the file at fault and who wrote it, as an error', async () => {
    const evidence = await types(node({ build: 'x', types: WRONG }));
    expect(named(evidence)).toEqual(['types.failed src/a.ts backend']);
    expect(evidence.findings[0]).toMatchObject({ severity: 'error', expected: 'exit code 0' });
    expect(evidence).toMatchObject({ checked: 1, held: 0 });
  });

  test.each([
    ['nothing is set up', node({ build: 'x' }), 'no type check is set up'],
    ['the build is the type check', node({ typecheck: 'x' }), 'npm run typecheck is what'],
    ['a tool is not there', node({ build: 'x', types: 'no-such-tool .' }), 'not installed here'],
    [
      'mypy is not there',
      { 'mypy.ini': '', 'a.py': 'a = 1' },
      'python3 -m mypy ., as mypy is set up: the tool',
    ],
  ])('is not measured where %s', async (_what, files, note) => {
    const evidence = await types(files);
    expect(evidence).toMatchObject({ outcome: 'skipped', checked: 0 });
    expect(evidence.note).toContain(note);
  });
});

describe('lint', () => {
  test('is a warning, and may mend its own copy only', async () => {
    const script = `echo mended > src/a.ts; ${WRONG}`;
    const files = node({ lint: script, build: 'grep -q x src/a.ts', types: 'grep -q x src/a.ts' });
    const evidence = await sensedBy({ files }, lintSensor);
    expect(evidence.findings).toMatchObject([{ severity: 'warning', rule: 'lint.failed' }]);
    const [, after] = [evidence, await sensedBy({ files }, lintSensor, typesSensor)];
    expect(after).toMatchObject({ sensor: 'types', held: 1 });
  });

  test('is not measured without a linter', async () => {
    expect((await lint(node({}))).outcome).toBe('skipped');
  });
});

describe('what is chosen', () => {
  const chosen = (texts: Files): readonly (string | undefined)[] => {
    const files = {
      has: (path: string) => path in texts,
      paths: [],
      manifest: JSON.parse(texts['package.json'] ?? '{}') as Readonly<Record<string, unknown>>,
      texts: new Map(Object.entries(texts)),
    };
    const convention = conventionOf(files);
    return [convention?.types(files)?.command, convention?.lint(files)?.command];
  };
  const typescript = '{"devDependencies":{"typescript":"6"}}';

  test.each<[Files, string | undefined, string | undefined]>([
    [
      { 'package.json': typescript, 'tsconfig.json': '{}' },
      'npx --no-install tsc --noEmit -p tsconfig.json',
      undefined,
    ],
    [{ 'package.json': typescript }, undefined, undefined],
    [
      { 'package.json': '{"scripts":{"lint":"x"}}', 'tsconfig.json': '{}' },
      undefined,
      'npm run lint',
    ],
    [
      { 'pyproject.toml': '[tool.mypy]\n[tool.ruff.lint]' },
      'python3 -m mypy .',
      'python3 -m ruff check .',
    ],
    [{ 'setup.py': '', 'setup.cfg': '[flake8]\n[mypy]' }, 'python3 -m mypy .', 'python3 -m flake8'],
    [{ 'setup.py': '' }, undefined, undefined],
  ])('of %j', (texts, type, linter) => {
    expect(chosen(texts)).toEqual([type, linter]);
  });
});
