import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { mutantsInJavaScript } from '../../../src/sensors/mutants/javascript.ts';
import { skipped } from '../../../src/sensors/evidence.ts';
import type { Sensor } from '../../../src/sensors/index.ts';
import { kills, setUp } from '../../../src/sensors/trials/trial.ts';
import { at, sensedBy } from '../support/product.ts';

const FILE = at('src/a.js');
const OTHER = at('src/b.js');
const TEXT = 'module.exports = 7;\n';
const CHECK = "require('node:assert').equal(require('./src/a.js'), 7);";

test('a change is killed where the suite fails on it, and is taken back in any case', async () => {
  const seen: unknown[] = [];
  const trying: Sensor = {
    name: 'mutation',
    async sense(ctx) {
      const argv = ['node', '-e', CHECK] as const;
      const trial = await setUp(ctx, ctx.tree, new Map([[OTHER, 'written over']]), argv);
      const textOf = (file: string): Promise<string> =>
        readFile(path.join(trial.dir, file), 'utf8');
      for (const [file, text] of [
        [FILE, TEXT],
        [OTHER, TEXT],
      ] as const) {
        const [mutant] = mutantsInJavaScript(file, text);
        if (mutant === undefined) throw new Error('There is no change.');
        seen.push(await textOf(file), await kills(ctx, trial, mutant, text, 20_000));
        seen.push(await textOf(file));
      }
      return skipped(ctx, 'mutation', '');
    },
  };
  await sensedBy({ files: { [FILE]: TEXT, [OTHER]: TEXT } }, trying);
  expect(seen).toEqual([TEXT, true, TEXT, 'written over', false, TEXT]);
});
