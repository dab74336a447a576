import { readFileSync } from 'node:fs';

/** A requirement with what a person reads in it. */
export interface Sample {
  readonly id: string;
  /** `one-line`, `paragraph`, `prd`, … */
  readonly shape: string;
  readonly text: string;
  readonly recordKeeping: 'yes' | 'no' | 'unsure';
  /** Attributes only where the text lists them. */
  readonly entities: readonly { readonly name: string; readonly attributes?: readonly string[] }[];
}

/** The samples of a file with one JSON object a line. */
export function readSamples(path: string): readonly Sample[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Sample);
}
