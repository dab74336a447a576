import { readJest, readVitest } from '../test/formats/jest.ts';
import { readJUnit } from '../test/formats/junit.ts';
import { readMocha } from '../test/formats/mocha.ts';
import { readNodeTest } from '../test/formats/node.ts';
import { readPlaywright } from '../test/formats/playwright.ts';
import { readPytest, readUnittest } from '../test/formats/python.ts';
import { readTap } from '../test/formats/tap.ts';
import { total } from '../test/report.ts';
import type { ReportReader, TestReport } from '../test/report.ts';

type Reader = (text: string) => TestReport | undefined;

/** All summaries of a text as one. */
const printed =
  (read: ReportReader): Reader =>
  (text) => {
    const reports = read(text);
    return reports.length === 0 ? undefined : total(reports);
  };

/** The forms in which a report may be written. */
const READERS = {
  junit: readJUnit,
  tap: printed(readTap),
  'node:test': printed(readNodeTest),
  jest: printed(readJest),
  vitest: printed(readVitest),
  mocha: printed(readMocha),
  pytest: printed(readPytest),
  unittest: printed(readUnittest),
  playwright: printed(readPlaywright),
} as const satisfies Readonly<Record<string, Reader>>;

export type ReportFormat = keyof typeof READERS;

export const REPORT_FORMATS = Object.keys(READERS) as readonly ReportFormat[];

/** `undefined` when the text is no report in this form. */
export const readAs = (format: ReportFormat, text: string): TestReport | undefined =>
  READERS[format](text);
