import type { Mutant } from '../../../src/sensors/mutants/mutant.ts';
import { at } from './product.ts';

/** A change of one character of a file. */
export const mutantAt = (file: string, start: number): Mutant => ({
  path: at(file),
  operator: 'number',
  scope: '',
  original: '1',
  start,
  end: start + 1,
  text: '2',
});
