/**
 * Prints how well requirements are understood, for each set of labelled texts.
 *
 *     node bench/understanding/evaluate.ts [--mistakes] [FILE.jsonl ...]
 *
 * Without files: all sets. The rules were fitted to the tuning set and, after a first measurement
 * of each, to the others too, so that only a set not in this folder estimates how well they do.
 */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { understand } from '../../src/adapters/model/blueprint/understanding/index.ts';
import { readSamples } from './samples.ts';
import { compare, total } from './score.ts';
import type { Outcome } from './score.ts';

const DEFAULT_FILES = [
  'tuning',
  'held-out',
  'fresh',
  'fresh-2',
  'fresh-3',
  'fresh-4',
  'fresh-no',
  'everyday-1',
  'everyday-2',
  'everyday-3',
  'everyday-4',
  'everyday-5',
  'everyday-6',
  'public-1',
  'public-2',
  'public-3',
  'public-4',
  'prose',
  'near-misses',
].map((name) => fileURLToPath(new URL(`dev/${name}.jsonl`, import.meta.url)));

function ratio(part: number, whole: number): string {
  return whole === 0 ? '  –' : `${(part / whole).toFixed(3)} (${String(part)}/${String(whole)})`;
}

function summary(outcomes: readonly Outcome[]): readonly string[] {
  const records = outcomes.filter(({ sample }) => sample.recordKeeping === 'yes');
  const others = outcomes.filter(({ sample }) => sample.recordKeeping === 'no');
  const clear = [...records, ...others];
  const entities = total(outcomes.map((outcome) => outcome.entities));
  const attributes = total(outcomes.map((outcome) => outcome.attributes));
  const oneLine = total(
    records.filter(({ sample }) => sample.shape === 'one-line').map((outcome) => outcome.entities),
  );
  const right = clear.filter(
    ({ sample, understanding }) => sample.recordKeeping === understanding.recordKeeping,
  );
  const falseYes = others.filter(({ understanding }) => understanding.recordKeeping === 'yes');
  return [
    `entity precision   ${ratio(entities.right, entities.found)}`,
    `entity recall      ${ratio(entities.right, entities.expected)}`,
    `  of one-liners    ${ratio(oneLine.right, oneLine.expected)}`,
    `attribute recall   ${ratio(attributes.right, attributes.expected)}`,
    `yes or no right    ${ratio(right.length, clear.length)}`,
    `false yes          ${ratio(falseYes.length, others.length)}`,
  ];
}

function mistake({ sample, understanding, missed, extra, missedAttributes }: Outcome): string {
  const parts = [
    sample.recordKeeping === understanding.recordKeeping
      ? ''
      : `${sample.recordKeeping} read as ${understanding.recordKeeping}`,
    missed.length === 0 ? '' : `missed ${missed.join(', ')}`,
    extra.length === 0 ? '' : `extra ${extra.join(', ')}`,
    missedAttributes.length === 0 ? '' : `missed ${missedAttributes.join(', ')}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `  ${sample.id} (${sample.shape}): ${parts.join('; ')}`;
}

function report(file: string, mistakes: boolean): void {
  const outcomes = readSamples(file).map((sample) => compare(sample, understand(sample.text)));
  console.log(`${basename(file, '.jsonl')}: ${String(outcomes.length)} texts`);
  for (const line of summary(outcomes)) console.log(`  ${line}`);
  if (!mistakes) return;
  for (const outcome of outcomes) {
    const line = mistake(outcome);
    if (line !== '') console.log(line);
  }
}

const [flags, files] = [
  process.argv.slice(2).filter((argument) => argument.startsWith('--')),
  process.argv.slice(2).filter((argument) => !argument.startsWith('--')),
];
for (const file of files.length > 0 ? files : DEFAULT_FILES)
  report(file, flags.includes('--mistakes'));
