import type { ReportReader, TestReport } from '../report.ts';
import { readAva } from './ava.ts';
import { readJest, readVitest } from './jest.ts';
import { readMocha } from './mocha.ts';
import { readNodeTest } from './node.ts';
import { readPlaywright } from './playwright.ts';
import { readPytest, readUnittest } from './python.ts';
import { readTapSuites } from './tap-suites.ts';
import { readUvu } from './uvu.ts';

const READERS: readonly ReportReader[] = [
  readNodeTest,
  readJest,
  readVitest,
  readMocha,
  readTapSuites,
  readAva,
  readUvu,
  readPytest,
  readUnittest,
  readPlaywright,
];

/** Every summary of a known framework in an output without escapes. */
export const readReports = (output: string): readonly TestReport[] =>
  READERS.flatMap((read) => read(output));
