import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCheckout } from '../support/checkout.ts';
import type { Checkout } from '../support/checkout.ts';

let checkout: Checkout;
beforeAll(() => {
  checkout = createCheckout();
  checkout.write('src/main.ts', 'export const first = 1;\n');
});
afterAll(() => checkout.dispose());

interface Packed {
  /** Whether it was built for this. */
  readonly built: boolean;
  readonly main: string;
  /** Paths in the package. */
  readonly files: readonly string[];
}

const pack = (): Packed => {
  const options = { cwd: checkout.dir, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json'], options);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const [packed] = JSON.parse(stdout) as readonly { files: readonly { path: string }[] }[];
  return {
    built: stderr.includes('maestro: building'),
    main: readFileSync(path.join(checkout.dir, 'dist/main.js'), 'utf8'),
    files: (packed?.files ?? []).map((file) => file.path),
  };
};

test('a package is built when its sources changed, and only then', () => {
  const first = pack();
  expect(first).toMatchObject({ built: true, main: expect.stringContaining('first') as unknown });
  expect(first.files).toEqual(expect.arrayContaining(['dist/main.js', 'dist/build.json']));
  expect(pack()).toEqual({ ...first, built: false });
  checkout.write('src/main.ts', 'export const second = 2;\n');
  expect(pack()).toMatchObject({
    built: true,
    main: expect.stringContaining('second') as unknown,
  });
}, 60_000);
