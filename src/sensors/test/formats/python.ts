import { blocks, countBefore } from '../report.ts';
import type { ReportReader } from '../report.ts';
import { WITHIN } from './passes.ts';

/** `==== 1 failed, 3 passed, 1 skipped in 0.10s ====`. */
const PYTEST =
  /^=+ (.*\d+ (?:passed|failed|skipped|errors?|xfailed|xpassed|deselected).*|no tests ran) in [\d.:]+s.* =+$/;

/** Of the summary (`-rp`), or of each test as it ends (`-v`); the former where both are printed. */
const PASSED = /^PASSED (\S.*)$/;
const PASSED_SO_FAR = /^(\S+::.*?) PASSED(?: +\[ *\d+%\])?$/;

const namesBy = (pattern: RegExp, lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => pattern.exec(line.slice(0, 1_000))?.[1]?.replaceAll('::', WITHIN) ?? []);

const pytestPasses = (lines: readonly string[]): { readonly passes?: readonly string[] } => {
  const listed = namesBy(PASSED, lines);
  const passes = listed.length > 0 ? listed : namesBy(PASSED_SO_FAR, lines);
  return passes.length === 0 ? {} : { passes };
};

/** `test_add (tests.test_a.Sums.test_add) ... ok`; a docstring stands on a line between. */
const UNITTEST_PASS = /^(test\w*) \(([\w.]+)\)(?:\n[^\n]{1,500})? \.\.\. ok$/gm;

const unittestPasses = (output: string): { readonly passes?: readonly string[] } => {
  const passes = [...output.matchAll(UNITTEST_PASS)].map(([, name = '', place = '']) => {
    const suite = place.endsWith(`.${name}`) ? place.slice(0, -name.length - 1) : place;
    return `${suite}${WITHIN}${name}`;
  });
  return passes.length === 0 ? {} : { passes };
};

/** `FAILED path::test[a case - of words] - message`: what is in the brackets may hold all but an end. */
const FAILED = /^(?:FAILED|ERROR) ([^[]*?(?:\[.*?\])?)(?: - (.*))?$/;

export const readPytest: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  const named = lines.flatMap((line) => {
    const [, name, message = ''] = FAILED.exec(line.slice(0, 10_000)) ?? [];
    return name === undefined || name === '' ? [] : [{ name, message }];
  });
  const traces = blocks(lines, /^_{3,} .* _{3,}$/, /^=+ /).map((block) => block.join('\n'));
  const detailOf = (name: string, message: string): string => {
    const test = name.split('::').slice(1).join('.');
    return [message, traces.find((trace) => trace.includes(` ${test} `)), name].join('\n').trim();
  };
  return lines
    .filter((line) => PYTEST.test(line))
    .map((line, index) => ({
      framework: 'pytest',
      passed: countBefore(line, 'passed'),
      failed: countBefore(line, 'failed') + countBefore(line, 'error'),
      skipped: countBefore(line, 'skipped') + countBefore(line, 'xfailed'),
      failures:
        index > 0
          ? []
          : named.map(({ name, message }) => ({ name, detail: detailOf(name, message) })),
      ...(index > 0 ? {} : pytestPasses(lines)),
    }));
};

/** `Ran 3 tests in 0.003s` and `OK` or `FAILED (failures=1, errors=1, skipped=1)`. */
export const readUnittest: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  const ran = [...output.matchAll(/^Ran (\d+) tests? in [\d.]+s$/gm)];
  const [end = ''] = /^(OK|FAILED|NO TESTS RAN)\b.*$/m.exec(output.slice(ran[0]?.index ?? 0)) ?? [];
  const of = (word: string): number => Number(new RegExp(`\\b${word}=(\\d+)`).exec(end)?.[1] ?? 0);
  const failed = of('failures') + of('errors') + of('unexpected successes');
  const failures = blocks(lines, /^(FAIL|ERROR): /, /^(=+|Ran \d+ tests?.*)$/).map(
    ([title = '', ...rest]) => ({
      name: title.replace(/^(FAIL|ERROR): /, ''),
      detail: rest.join('\n').trim(),
    }),
  );
  return ran.map(([, total], index) => ({
    framework: 'unittest',
    passed: Number(total) - (index === 0 ? failed + of('skipped') : 0),
    failed: index === 0 ? failed : 0,
    skipped: index === 0 ? of('skipped') : 0,
    failures: index === 0 ? failures : [],
    ...(index === 0 ? unittestPasses(output.replaceAll('\r\n', '\n')) : {}),
  }));
};
