import type { Evidence } from '../../domain/evidence.ts';
import { measured, skipped } from '../evidence.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import type { TestWay } from '../test/canary/way.ts';
import { runOwnTests } from '../test/own-run.ts';
import { total } from '../test/report.ts';
import { findTestWay } from '../test/test-way.ts';
import { whyNotMeasured } from '../trials/believed.ts';
import { changedSources } from './changed.ts';
import { confirmCoverage } from './confirm.ts';
import { coverageFindings, doubtFindings } from './findings.ts';
import { measureCoverage, percentOf, sumOf } from './measure.ts';
import type { FileCoverage } from './measure.ts';
import type { ProductCode } from './product-code.ts';
import type { Doubt } from './ran.ts';
import { toldBy } from './told.ts';

const refused = (ctx: SenseContext, checked: number, doubts: readonly Doubt[]): Evidence =>
  measured(ctx, 'coverage', {
    note: 'what was told of the code that ran is not believed',
    checked: Math.max(1, checked),
    held: 0,
    findings: doubtFindings(ctx, doubts),
  });

const evidenceOf = (
  ctx: SenseContext,
  product: ProductCode,
  files: readonly FileCoverage[],
): Evidence => {
  const lines = sumOf(files.map((file) => file.lines));
  const branches = sumOf(files.map((file) => file.branches));
  const browser = [...product.browser].filter((path) => !files.some((file) => file.path === path));
  const left =
    browser.length === 0 ? '' : `; ${String(browser.length)} files for browsers left out`;
  return measured(ctx, 'coverage', {
    note: `${String(percentOf(lines))} % of ${String(lines.all)} lines, ${String(percentOf(branches))} % of ${String(branches.all)} branches, in ${String(files.length)} files${left}`,
    checked: lines.all + branches.all,
    held: lines.hit + branches.hit,
    findings: coverageFindings(ctx, files),
  });
};

const measure = async (ctx: SenseContext, way: TestWay): Promise<Evidence> => {
  const own = await runOwnTests(ctx, way);
  const { product, ran } = await toldBy(ctx, own);
  const files = measureCoverage(product, ran.processes);
  const loaded = files.filter((file) => file.loaded);
  const { passed, failed, framework } = total(own.reports);
  const doubts: readonly Doubt[] = [
    ...ran.doubts,
    ...(await changedSources(own.dir, ctx.tree, ran.processes)),
    ...(passed + failed === 0 && loaded.length > 0 && !own.run.result.timedOut
      ? [{ what: 'it speaks of code that ran, and no test was counted' }]
      : []),
  ];
  const all = sumOf(files.flatMap(({ lines, branches }) => [lines, branches]));
  if (doubts.length > 0) {
    return refused(ctx, all.all, doubts);
  }
  const why = whyNotMeasured(ctx);
  if (why !== undefined) return skipped(ctx, 'coverage', why);
  if (all.all === 0) return skipped(ctx, 'coverage', 'no code of its own that could be read');
  if (!ran.processes.some((each) => each.size > 0)) {
    return skipped(
      ctx,
      'coverage',
      `${framework} runs code so that its runtime tells nothing of it`,
    );
  }
  const confirmed = ctx.trusted
    ? { kind: 'confirmed' as const, files }
    : await confirmCoverage(ctx, own, product, files);
  if (confirmed.kind === 'doubted') return refused(ctx, all.all, confirmed.doubts);
  return confirmed.kind === 'unclear'
    ? skipped(ctx, 'coverage', confirmed.why)
    : evidenceOf(ctx, product, confirmed.files);
};

/**
 * Which lines and branches of the product's own code its tests reach. What ran is told from inside
 * the sandbox, by the runtime; what there is to reach is read, and all is computed, outside.
 */
export const coverageSensor: Sensor = {
  name: 'coverage',
  async sense(ctx) {
    const found = await findTestWay(ctx);
    return found.kind === 'way' ? measure(ctx, found.way) : skipped(ctx, 'coverage', found.why);
  },
};
