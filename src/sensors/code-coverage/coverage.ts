import type { Evidence } from '../../domain/evidence.ts';
import { measured, skipped } from '../evidence.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import type { TestWay } from '../test/canary/way.ts';
import { runOwnTests } from '../test/own-run.ts';
import type { OwnRun } from '../test/own-run.ts';
import { total } from '../test/report.ts';
import { findTestWay } from '../test/test-way.ts';
import { whyNotMeasured } from '../trials/believed.ts';
import { changedSources } from './changed.ts';
import { confirmCoverage } from './confirm.ts';
import { coverageFindings, doubtFindings } from './findings.ts';
import { measureCoverage, percentOf, sumOf } from './measure.ts';
import type { FileCoverage, Part } from './measure.ts';
import type { ProductCode } from './product-code.ts';
import type { Doubt, ProcessRan } from './ran.ts';
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

/** What the run claims, without what is of another text than the tree's, and what is wrong with it. */
interface Claim {
  readonly product: ProductCode;
  readonly processes: readonly ProcessRan[];
  readonly doubts: readonly Doubt[];
}

const claimOf = async (ctx: SenseContext, own: OwnRun): Promise<Claim> => {
  const { product, ran } = await toldBy(ctx, own);
  const changed = await changedSources(own.dir, ctx.tree, ran.processes);
  const gone = new Set(changed.map(({ path }) => path));
  const processes = ran.processes.map(
    (each) => new Map([...each].filter(([path]) => !gone.has(path))),
  );
  const { passed, failed, skipped: leftOut } = total(own.reports);
  const untested =
    passed + failed + leftOut === 0 &&
    // Tests that could not be loaded are counted by no runner.
    own.run.result.exitCode === 0 &&
    product.own.some((path) => processes.some((each) => each.has(path)));
  const what = 'it speaks of code that ran, and no test was counted';
  return {
    product,
    processes,
    doubts: [...ran.doubts, ...changed, ...(untested ? [{ what }] : [])],
  };
};

/** Why nothing can be measured by this run; `undefined` when it can. */
const whyNot = (
  ctx: SenseContext,
  { processes }: Claim,
  own: OwnRun,
  all: Part,
): string | undefined => {
  const why = whyNotMeasured(ctx);
  if (why !== undefined) return why;
  if (all.all === 0) return 'no code of its own that could be read';
  const { passed, failed, skipped: leftOut } = total(own.reports);
  if (passed + failed === 0) {
    return leftOut > 0 ? 'none of its tests ran: all are told not to' : 'no test was counted';
  }
  return processes.some((each) => each.size > 0)
    ? undefined
    : `${total(own.reports).framework} runs code so that its runtime tells nothing of it`;
};

/** These write code anew before they run it, so that places in it are nobody's fault. */
const rewritesCode = ({ reports }: OwnRun): boolean =>
  /^(?:Jest|Vitest)$/.test(total(reports).framework);

const measure = async (ctx: SenseContext, way: TestWay): Promise<Evidence> => {
  const own = await runOwnTests(ctx, way);
  if (!own.told) return skipped(ctx, 'coverage', 'its tests take too long to be asked what ran');
  const claim = await claimOf(ctx, own);
  const { product, processes, doubts } = claim;
  const files = measureCoverage(product, processes);
  const all = sumOf(files.flatMap(({ lines, branches }) => [lines, branches]));
  if (doubts.some(({ odd }) => odd !== true)) return refused(ctx, all.all, doubts);
  const why = whyNot(ctx, claim, own, all);
  if (why !== undefined) {
    const findings = rewritesCode(own) ? [] : doubtFindings(ctx, doubts);
    return { ...skipped(ctx, 'coverage', why), findings };
  }
  const odd = doubts.map(({ path }) => path);
  const confirmed = ctx.trusted
    ? { kind: 'confirmed' as const, files }
    : await confirmCoverage(ctx, { ...own, odd }, product, files);
  if (confirmed.kind === 'unclear') return skipped(ctx, 'coverage', confirmed.why);
  if (confirmed.kind === 'doubted') {
    return refused(
      ctx,
      all.all,
      confirmed.doubts.map(({ odd: _odd, ...doubt }) => doubt),
    );
  }
  const evidence = evidenceOf(ctx, product, confirmed.files);
  return { ...evidence, findings: [...doubtFindings(ctx, doubts), ...evidence.findings] };
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
