import type { TreePath } from '../../domain/tree.ts';
import { withoutEscapes } from '../normalize.ts';
import { runCommand } from '../command.ts';
import { putFile } from '../put-file.ts';
import type { SenseContext } from '../sensor.ts';
import { countTests } from '../test/count.ts';
import type { OwnRun } from '../test/own-run.ts';
import { total } from '../test/report.ts';
import { beginToTell, TOLD_BYTES, whatRan } from './collect.ts';
import { measureCoverage } from './measure.ts';
import type { FileCoverage } from './measure.ts';
import type { ProductCode } from './product-code.ts';
import type { Doubt } from './ran.ts';
import { shifted } from './shift.ts';
import type { Shifted } from './shift.ts';

/** What came of holding a report against a second one. */
export type Confirmed =
  | { readonly kind: 'confirmed'; readonly files: readonly FileCoverage[] }
  | { readonly kind: 'doubted'; readonly doubts: readonly Doubt[] }
  | { readonly kind: 'unclear'; readonly why: string };

/** Less of what was claimed than this part, and it was not the runtime that claimed it. */
const CONFIRMED_PART = 0.7;
/** Fewer lines than these may be reached by chance. */
const LINES_BY_CHANCE = 10;

/** The lower one of two: what only one run reached is no credit. */
const lower = (first: FileCoverage, second: FileCoverage, { from, by }: Shifted): FileCoverage =>
  second.lines.hit + second.branches.hit >= first.lines.hit + first.branches.hit
    ? first
    : { ...second, missed: second.missed.map((line) => (line < from ? line : line - by)) };

const compare = (
  claimed: readonly FileCoverage[],
  again: readonly FileCoverage[],
  moves: ReadonlyMap<TreePath, Shifted>,
): Confirmed => {
  const doubts: Doubt[] = [];
  const files = claimed.map((file): FileCoverage => {
    const second = again.find(({ path }) => path === file.path);
    const move = moves.get(file.path);
    if (move === undefined) return file;
    const hit = second?.lines.hit ?? 0;
    const lost = file.lines.hit - hit;
    if (lost > LINES_BY_CHANCE && hit < CONFIRMED_PART * file.lines.hit) {
      const what = `${String(file.lines.hit)} lines were said to be reached, and ${String(hit)} when blank lines stand above them`;
      doubts.push({ path: file.path, what });
    }
    return second === undefined ? { ...file, ...NOTHING(file) } : lower(file, second, move);
  });
  return doubts.length > 0 ? { kind: 'doubted', doubts } : { kind: 'confirmed', files };
};

const NOTHING = ({ lines, branches }: FileCoverage): Pick<FileCoverage, 'lines' | 'branches'> => ({
  lines: { ...lines, hit: 0 },
  branches: { ...branches, hit: 0 },
});

/**
 * Runs the tests once more, over files with blank lines that nobody can know before: an honest
 * runtime tells of the places where the same code stands now; a report that was written down
 * beforehand speaks of places that are no longer there.
 * @param own the first run, and what was odd in it already.
 */
export const confirmCoverage = async (
  ctx: SenseContext,
  own: OwnRun & { readonly odd: readonly (TreePath | undefined)[] },
  product: ProductCode,
  claimed: readonly FileCoverage[],
): Promise<Confirmed> => {
  const dir = await ctx.scratch();
  const env = await beginToTell(dir, own.files.paths);
  const moves = new Map<TreePath, Shifted>();
  for (const { path, loaded } of claimed) {
    const code = product.code.get(path);
    if (!loaded || code === undefined) continue;
    const move = shifted(code, path.endsWith('.py'));
    moves.set(path, move);
    await putFile(dir, path, move.code.text);
  }
  const run = await runCommand(ctx, dir, own.step.argv, { env, diskBytes: TOLD_BYTES });
  const [first, second] = [
    total(own.reports),
    total(await countTests(ctx, withoutEscapes(run.result.output), dir, run.result.exitCode)),
  ];
  if (second.passed < first.passed) {
    return { kind: 'unclear', why: 'fewer tests pass when blank lines stand above the code' };
  }
  const code = new Map([
    ...product.code,
    ...[...moves].map(([path, move]) => [path, move.code] as const),
  ]);
  const ran = await whatRan(dir, code);
  const known = new Set(own.odd);
  const doubts = ran.doubts.filter(({ odd, path }) => odd !== true || !known.has(path));
  if (doubts.length > 0) return { kind: 'doubted', doubts };
  return compare(claimed, measureCoverage({ ...product, code }, ran.processes), moves);
};
