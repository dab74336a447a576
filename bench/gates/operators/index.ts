import type { Operator } from '../project.ts';
import { BESIDE_TESTS } from './beside-tests.ts';
import { CODE } from './code.ts';
import { DELIVERY } from './delivery.ts';
import { DOCUMENTS } from './documents.ts';
import { RUNNER } from './runner.ts';
import { SERVICE } from './service.ts';
import { TESTS } from './tests.ts';
import { UNDETECTABLE } from './undetectable.ts';
import { WEAKER_TESTS } from './weaker-tests.ts';

/** Every operator, classified before anything was measured. */
export const OPERATORS: readonly Operator[] = [
  ...CODE,
  ...TESTS,
  ...WEAKER_TESTS,
  ...RUNNER,
  ...BESIDE_TESTS,
  ...SERVICE,
  ...DOCUMENTS,
  ...DELIVERY,
  ...UNDETECTABLE,
];
