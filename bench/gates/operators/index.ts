import type { Operator } from '../project.ts';
import { CODE } from './code.ts';
import { DELIVERY } from './delivery.ts';
import { DOCUMENTS } from './documents.ts';
import { RUNNER } from './runner.ts';
import { SERVICE } from './service.ts';
import { TESTS } from './tests.ts';
import { UNDETECTABLE } from './undetectable.ts';

/** Every operator, classified before anything was measured. */
export const OPERATORS: readonly Operator[] = [
  ...CODE,
  ...TESTS,
  ...RUNNER,
  ...SERVICE,
  ...DOCUMENTS,
  ...DELIVERY,
  ...UNDETECTABLE,
];
