import type { Evidence } from '../../domain/evidence.ts';
import { ranAs, stableText } from '../command.ts';
import { measured, skipped } from '../evidence.ts';
import { clip } from '../normalize.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { asksForTests } from './asks-for-tests.ts';
import { releaseCanary } from './canary/canary.ts';
import type { TestWay } from './canary/way.ts';
import { findingsOf, tooFew } from './findings.ts';
import { runOwnTests } from './own-run.ts';
import { total } from './report.ts';
import type { TestFailure } from './report.ts';
import { findTestWay } from './test-way.ts';

/** Names that are kept of failing tests. */
const NAMES = 200;

const namesOf = (failures: readonly TestFailure[], dir: string): readonly string[] =>
  [...new Set(failures.map(({ name }) => clip(stableText(name, dir), 200)))].sort().slice(0, NAMES);

const runTests = async (ctx: SenseContext, way: TestWay): Promise<Evidence> => {
  const canary = await releaseCanary(ctx, way);
  const own = await runOwnTests(ctx, way);
  const { dir, run, output, reports } = own;
  const { exitCode, timedOut } = run.result;
  const tried = await canary.judge({ exitCode, timedOut, output, reports });
  const { passed, failed, skipped: left, failures } = total(reports);
  const { step } = way;
  const found = await findingsOf(ctx, own, reports);
  const forged = found.some(({ rule }) => rule === 'tests.forged');
  return measured(ctx, 'test', {
    note: `${step.command}, as ${step.why}: ${String(passed)} passed, ${String(failed)} failed, ${String(left)} skipped; ${tried.note}`,
    ...ranAs(step.command, run),
    checked: Math.max(1, passed + failed),
    ...(passed + failed === 0 ? {} : { failing: namesOf(failures, dir) }),
    // What a runner that can't be believed counts is no credit.
    held: tried.findings.length > 0 ? 0 : passed,
    findings: [
      ...found,
      // That no test is declared says all of it.
      ...tried.findings.filter(({ rule }) => !(forged && rule === 'tests.unchecked')),
    ],
  });
};

const noCommand = (ctx: SenseContext, note: string): Evidence =>
  measured(ctx, 'test', {
    note,
    checked: 1,
    held: 0,
    findings: [
      {
        severity: 'error',
        rule: 'tests.none',
        expected: 'a test command',
        actual: 'none',
        message: `The product says nowhere how its tests are run; add a test command (for Node: the script "test" of package.json).`,
        owner: asksForTests(ctx),
      },
      ...tooFew(ctx, 0),
    ],
  });

/** Runs the product's own tests; the exit code decides, and the counts must agree with it. */
export const testSensor: Sensor = {
  name: 'test',
  async sense(ctx) {
    const found = await findTestWay(ctx);
    if (found.kind === 'no command') return noCommand(ctx, found.why);
    return found.kind === 'way' ? runTests(ctx, found.way) : skipped(ctx, 'test', found.why);
  },
};
