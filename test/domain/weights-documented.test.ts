import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { SENSORS } from '../../src/domain/dimensions.ts';

test('every weight stands in docs/quality.md as it is', () => {
  const text = readFileSync(new URL('../../docs/quality.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+)` +\| (\d+) +\| ([a-z0-9, ]+?) +\|$/gm)];
  const documented = rows.map(([, name, weight, parts]) => [name, Number(weight), parts]);
  const real = Object.entries(SENSORS).map(([name, { weight, dimensions }]) => [
    name,
    weight,
    Object.entries(dimensions)
      .map(([dimension, part]) => `${dimension} ${String(part)}`)
      .join(', ') || 'none',
  ]);
  expect(documented).toEqual(real);
});
