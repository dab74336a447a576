import { shortDigest } from '../../domain/digest.ts';
import type { Digest } from '../../domain/digest.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import type { TreePath } from '../../domain/tree.ts';
import { measured, skipped } from '../evidence.ts';
import { lostCommands } from '../plan/lost-commands.ts';
import { readProject, scriptOf } from '../project.ts';
import type { Readable } from '../project.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { entriesOf, expandScript } from '../test/suite.ts';
import { withTests } from '../trials/code-files.ts';
import { fileNamed, readText } from '../tree-files.ts';
import { acceptedTests } from './accepted.ts';
import { alsoFound, weakenedSince } from './attempt.ts';
import type { Accepted } from './accepted.ts';
import { changesIn } from './changes.ts';
import type { Change } from './changes.ts';
import { changedSettings, diffOf, lostFiles, newSkips, newSnapshots } from './compare.ts';
import type { Sides } from './compare.ts';
import { holdsSettings, loadedBy } from './configuration.ts';
import { rewrittenData } from './expected-data.ts';
import { bentCode } from './bent-code.ts';
import { oldTestsOnNewCode } from './old-tests.ts';
import { writtenResults } from './results.ts';
import { changesShared } from './shared.ts';
import { compareSuites } from './weakened.ts';

const scriptIn = async (side: Readable): Promise<string> => {
  const files = await readProject(side);
  return expandScript(files, scriptOf(files, 'test') ?? '');
};

/** A file of accepted tests that is given to `node`: it is compared as tests are. */
const isTests = async (baseline: Readable, path: string): Promise<boolean> => {
  const known = fileNamed(baseline.tree, path);
  return known !== undefined && withTests(known, await readText(baseline, known));
};

/** Files with settings of tests: by their names, and those that a test command loads or runs. */
const settingsFiles = async ({ ctx, baseline }: Sides): Promise<(path: TreePath) => boolean> => {
  const loaded = new Set<string>();
  for (const side of [baseline, ctx]) {
    const script = await scriptIn(side);
    const entries = entriesOf(script);
    for (const path of loadedBy(script)) {
      if (!(entries.includes(path) && (await isTests(baseline, path)))) loaded.add(path);
    }
  }
  return (path) => holdsSettings(path) || loaded.has(path);
};

const logOf = (ctx: SenseContext, changes: readonly Change[]): Promise<Digest> =>
  ctx.saveLog(changes.map(diffOf).join('\n\n'));

interface Held {
  readonly note: string;
  /** What each comparison found; one that could not be made is not among them. */
  readonly found: readonly (readonly Finding[])[];
  readonly others: readonly Finding[];
}

const compareTests = async (
  sides: Sides,
  accepted: Accepted,
  tests: readonly Change[],
): Promise<Held> => {
  const changed = changesShared(tests) || tests.some(({ before }) => before !== undefined);
  const cheap = [lostFiles(sides, tests), newSkips(sides, tests), newSnapshots(sides, tests)];
  if (!changed) return { note: 'no accepted test has changed', found: cheap, others: [] };
  const { note, known, findings } = await compareSuites(sides, accepted, tests);
  const old = await oldTestsOnNewCode(sides, accepted, tests);
  return {
    note,
    found: [...cheap, ...(known ? [findings] : [])],
    others: [...(known ? [] : findings), ...old],
  };
};

const compare = async (sides: Sides, accepted: Accepted): Promise<Evidence> => {
  const { ctx, baseline } = sides;
  const since = `since ${shortDigest(baseline.treeDigest)}`;
  const settings = await changesIn(ctx, baseline, await settingsFiles(sides));
  const tests = await changesIn(ctx, baseline, accepted.convention.isTest);
  const { note, found, others } = await compareTests(sides, accepted, tests);
  const product = [await bentCode(sides, accepted), await rewrittenData(sides, accepted)];
  const results = [changedSettings(sides, settings), writtenResults(ctx), ...product, ...found];
  const changes = [...new Map([...settings, ...tests].map((item) => [item.path, item])).values()];
  return measured(ctx, 'integrity', {
    note: `${String(tests.length)} files of tests differ ${since}; ${note}`,
    ...(changes.length === 0 ? {} : { log: await logOf(ctx, changes) }),
    checked: results.length,
    held: results.filter((findings) => findings.length === 0).length,
    findings: [...results.flat(), ...others],
  });
};

/** With what became of the accepted test plan, where there was one; alone it earns no credit. */
const withPlan = (evidence: Evidence, lost: readonly Finding[] | undefined): Evidence => {
  if (lost === undefined) return evidence;
  const counts = evidence.outcome === 'measured';
  return {
    ...evidence,
    checked: evidence.checked + (counts ? 1 : 0),
    held: evidence.held + (counts && lost.length === 0 ? 1 : 0),
    findings: [...evidence.findings, ...lost],
  };
};

/** Without accepted tests there is only this; it costs, and its absence gives no credit. */
const alone = (ctx: SenseContext, note: string): Evidence => {
  const findings = writtenResults(ctx);
  return findings.length === 0
    ? skipped(ctx, 'integrity', note)
    : measured(ctx, 'integrity', { note, checked: 1, held: 0, findings });
};

const againstAccepted = async (ctx: SenseContext): Promise<Evidence> => {
  const { baseline } = ctx;
  if (baseline === undefined) {
    return alone(ctx, 'unknown: no accepted tree to hold this one against');
  }
  const accepted = await acceptedTests(baseline);
  const found =
    accepted === undefined
      ? alone(ctx, 'the accepted tree has no tests that could be weakened')
      : await compare({ ctx, baseline }, accepted);
  return withPlan(found, await lostCommands(ctx, baseline));
};

/**
 * Holds tests and what decides how they run against the tree that was accepted last, and tests
 * against the best attempt of this phase. Without the first nothing is known: that is said, and
 * gives no credit.
 */
export const integritySensor: Sensor = {
  name: 'integrity',
  async sense(ctx) {
    const evidence = await againstAccepted(ctx);
    const findings = alsoFound(evidence.findings, await weakenedSince(ctx));
    const weakened = findings.length > evidence.findings.length;
    return {
      ...evidence,
      held: weakened ? Math.max(0, evidence.held - 1) : evidence.held,
      findings,
    };
  },
};
