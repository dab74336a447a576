import type { Finding } from '../../domain/finding.ts';
import { stableText } from '../command.ts';
import { mentionsIn } from '../mentions.ts';
import { clip } from '../normalize.ts';
import type { SenseContext } from '../sensor.ts';
import { asksForTests } from '../test/asks-for-tests.ts';
import type { SuiteOf } from '../trials/suite-of.ts';
import type { Difference } from './differences.ts';

/** The first line of what a test said, without numbers: these vary in a test that is not steady. */
const said = ({ failure }: Difference, dir: string): string => {
  const line = stableText(failure.detail, dir).split('\n')[0] ?? '';
  return clip(line.trim().replace(/\d+(\.\d+)?/g, '<n>'), 200);
};

/** Who mends it: whose code the trace shows; else who wrote the test. */
const blamed = (
  ctx: SenseContext,
  { convention }: SuiteOf,
  { failure }: Difference,
): Pick<Finding, 'path' | 'owner'> => {
  const paths = mentionsIn(`${failure.detail}\n${failure.name}`, ctx.tree.keys()).map(
    ({ path }) => path,
  );
  const code = paths.find((path) => !convention.isTest(path) && /\.([cm]?[jt]sx?|py)$/.test(path));
  const path = code ?? paths.find((each) => convention.isTest(each));
  return path === undefined ? { owner: asksForTests(ctx) } : { path, owner: ctx.producerOf(path) };
};

export interface Said {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly expected: string;
  readonly actual: string;
  readonly advice: string;
}

/** A test that does not come out alike, with both outcomes. */
export const findingOf = (
  ctx: SenseContext,
  suite: SuiteOf,
  difference: Difference,
  { rule, severity, expected, actual, advice }: Said,
  dir: string,
): Finding => {
  const why = said(difference, dir);
  return {
    severity,
    rule: `order.${rule}`,
    expected,
    actual: why === '' ? actual : `${actual}: ${why}`,
    message: `"${clip(difference.name, 200)}": ${actual}. ${advice}`,
    ...blamed(ctx, suite, difference),
  };
};
