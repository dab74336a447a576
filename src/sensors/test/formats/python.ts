import { blocks, countBefore } from '../report.ts';
import type { ReportReader } from '../report.ts';

/** `==== 1 failed, 3 passed, 1 skipped in 0.10s ====`. */
const PYTEST =
  /^=+ (.*\d+ (?:passed|failed|skipped|errors?|xfailed|xpassed|deselected).*|no tests ran) in [\d.:]+s.* =+$/;

export const readPytest: ReportReader = (output) => {
  const lines = output.split(/\r?\n/);
  const named = lines.flatMap((line) => {
    const [, name, message = ''] = /^(?:FAILED|ERROR) (\S+)(?: - (.*))?$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, message }];
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
  }));
};
