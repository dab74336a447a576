import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A checkout with a source that is quickly built. */
let checkout: string;
const at = (file: string): string => path.join(checkout, file);

beforeAll(() => {
  checkout = mkdtempSync(path.join(tmpdir(), 'maestro-pack-'));
  const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const file of [...files, 'scripts']) {
    cpSync(path.join(ROOT, file), at(file), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), at('node_modules'));
  mkdirSync(at('src'));
  writeFileSync(at('src/main.ts'), 'export const first = 1;\n');
});
afterAll(() => {
  rmSync(checkout, { recursive: true, force: true });
});

interface Packed {
  /** Whether it was built for this. */
  readonly built: boolean;
  readonly main: string;
  /** Paths in the package. */
  readonly files: readonly string[];
}

const pack = (): Packed => {
  const options = { cwd: checkout, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json'], options);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const [packed] = JSON.parse(stdout) as readonly { files: readonly { path: string }[] }[];
  return {
    built: stderr.includes('maestro: building'),
    main: readFileSync(at('dist/main.js'), 'utf8'),
    files: (packed?.files ?? []).map((file) => file.path),
  };
};

test('a package is built when its sources changed, and only then', () => {
  const first = pack();
  expect(first).toMatchObject({ built: true, main: expect.stringContaining('first') as unknown });
  expect(first.files).toEqual(expect.arrayContaining(['dist/main.js', 'dist/build.json']));
  expect(pack()).toEqual({ ...first, built: false });
  writeFileSync(at('src/main.ts'), 'export const second = 2;\n');
  expect(pack()).toMatchObject({
    built: true,
    main: expect.stringContaining('second') as unknown,
  });
}, 60_000);
