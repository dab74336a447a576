import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { configReference } from '../../src/config/reference.ts';

test('the reference page names every setting as the schema has it now', async () => {
  const page = new URL('../../docs/configuration.md', import.meta.url);
  expect(await readFile(page, 'utf8')).toBe(configReference());
});
