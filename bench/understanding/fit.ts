/**
 * Weighs what speaks for a requirement to be about records, on all texts of `dev/`, and writes the
 * weights where blueprint reads them.
 *
 *     node bench/understanding/fit.ts [--check]
 *
 * `--check` writes nothing: it fits to all sets but one and judges the one, for each set.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { featuresOf } from '../../src/adapters/model/blueprint/understanding/features.ts';
import type { Weights } from '../../src/adapters/model/blueprint/understanding/features.ts';
import { candidatesOf } from '../../src/adapters/model/blueprint/understanding/index.ts';
import { judgeBy } from '../../src/adapters/model/blueprint/understanding/record-keeping.ts';
import { fit } from './logistic.ts';
import { readSamples } from './samples.ts';

const FOLDER = new URL('dev/', import.meta.url).pathname;
const TARGET = new URL(
  '../../src/adapters/model/blueprint/understanding/words/record-weights.ts',
  import.meta.url,
);
/** What is nearer to nothing is left out. */
const STEP = 0.05;

const examples = readdirSync(FOLDER).flatMap((set) =>
  readSamples(FOLDER + set)
    .filter(({ recordKeeping }) => recordKeeping !== 'unsure')
    .map(({ text: whole, recordKeeping }) => {
      const { text, found } = candidatesOf(whole);
      return { set, text, found, features: featuresOf(text, found), yes: recordKeeping === 'yes' };
    }),
);

/** One line for each weight, with all that has it. */
function written(weights: Weights): string {
  const groups = new Map<number, string[]>();
  for (const [name, weight] of weights) {
    const steps = Math.round(weight / STEP);
    if (steps === 0) continue;
    const names = groups.get(steps);
    if (names === undefined) groups.set(steps, [name]);
    else names.push(name);
  }
  const lines = [...groups]
    .sort(([a], [b]) => a - b)
    .map(([steps, names]) => `  [${(steps * STEP).toFixed(2)}, '${names.sort().join(' ')}'],`);
  return [
    '/**',
    ' * How much a word, a rule that found a record, or a count speaks for records (above 0) or',
    ' * against. Written by `node bench/understanding/fit.ts`.',
    ' */',
    'export const RECORD_WEIGHTS: readonly (readonly [weight: number, features: string])[] = [',
    ...lines,
    '];',
    '',
  ].join('\n');
}

function check(): void {
  const sum = { texts: 0, right: 0, others: 0, falseYes: 0 };
  for (const set of new Set(examples.map((example) => example.set))) {
    const weights = fit(examples.filter((example) => example.set !== set));
    for (const { text, found, yes } of examples.filter((example) => example.set === set)) {
      const { recordKeeping } = judgeBy(weights, text, found);
      sum.texts += 1;
      if (recordKeeping === (yes ? 'yes' : 'no')) sum.right += 1;
      if (!yes) sum.others += 1;
      if (!yes && recordKeeping === 'yes') sum.falseYes += 1;
    }
  }
  console.log(`each set judged by the others: ${String(sum.texts)} texts`);
  console.log(`  yes or no right  ${(sum.right / sum.texts).toFixed(3)}`);
  console.log(`  false yes        ${(sum.falseYes / sum.others).toFixed(3)}`);
}

if (process.argv.includes('--check')) check();
else writeFileSync(TARGET, written(fit(examples)));
