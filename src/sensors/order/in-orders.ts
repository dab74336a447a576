import type { Finding } from '../../domain/finding.ts';
import { shortDigest } from '../../domain/digest.ts';
import { atOnce } from '../trials/trial.ts';
import { differences } from './differences.ts';
import type { Difference } from './differences.ts';
import { findingOf } from './findings.ts';
import { runIn } from './observe.ts';
import type { Observation } from './observe.ts';
import { partnerOf } from './partner.ts';
import type { Partner, Passes } from './partner.ts';
import { orderName } from './plan.ts';
import type { Order, Reorderable } from './plan.ts';
import { doubted, inTime, observed } from './series.ts';
import type { Outcome, Series } from './series.ts';

/** Random orders beside the reversed one. */
const RANDOM = 3;
/** Tests for which a partner is looked for, and tests that are told. */
const PARTNERS = 2;
const NAMED = 20;

/** Seeds come from the tree's digest: the same tree is run in the same orders. */
const ordersFor = ({ ctx }: Series): readonly Order[] => [
  { kind: 'reversed' },
  ...Array.from({ length: RANDOM }, (_, index): Order => ({
    kind: 'random',
    seed: `${shortDigest(ctx.treeDigest)}-${String(index + 1)}`,
  })),
];

interface Dependent {
  readonly difference: Difference;
  readonly order: Order;
  /** It failed in that order twice. */
  readonly sure: boolean;
  readonly dir: string;
}

const seenAgain = (difference: Difference, first: Observation, again: Observation): boolean =>
  differences(first, again).some(
    ({ name, failedIn }) => name === difference.name && failedIn === difference.failedIn,
  );

const passesIn =
  (series: Series, { prepare, idOf }: Reorderable): Passes =>
  async (plan, id) => {
    if (!inTime(series)) return undefined;
    const { ctx, wallMs } = series;
    const seen = await runIn(ctx, await ctx.scratch(), prepare(plan), wallMs);
    if (!seen.ended) return undefined;
    return [...seen.failures.values()].every((failure) => idOf(failure) !== id);
  };

const because = (partner: Partner | undefined, { nameOf }: Reorderable): string => {
  if (partner === undefined) return 'Let each test set up all that it needs.';
  const name = nameOf(partner.id);
  return partner.kind === 'must'
    ? `It passes only when "${name}" has run before it: let it set up itself what that one does.`
    : `It fails when "${name}" has run before it: let that one undo what it changes.`;
};

const explain = async (
  series: Series,
  reorder: Reorderable,
  found: readonly Dependent[],
): Promise<readonly Finding[]> => {
  const { ctx, suite } = series;
  const findings: Finding[] = [];
  let looked = 0;
  for (const { difference, order, sure, dir } of found.slice(0, NAMED)) {
    const id = reorder.idOf(difference.failure);
    const look = sure && id !== undefined && difference.failedIn === 'second' && looked < PARTNERS;
    if (look) looked += 1;
    const partner = look
      ? await partnerOf(reorder, passesIn(series, reorder), id, order)
      : undefined;
    const [other, one] =
      difference.failedIn === 'second' ? ['fails', 'passes'] : ['passes', 'fails'];
    const said = {
      rule: sure ? 'dependent' : 'flaky',
      severity: sure ? ('error' as const) : ('warning' as const),
      expected: 'the same outcome in every order',
      actual: sure
        ? `${one} in declared order and ${other} in ${orderName(order)}`
        : `${one} in declared order and not always in ${orderName(order)}`,
      advice: because(partner, reorder),
    };
    findings.push(findingOf(ctx, suite, difference, said, dir));
  }
  return findings;
};

/** Runs the suite in other orders, and again in each in which something came out otherwise. */
export const inOrders = async (
  series: Series,
  reorder: Reorderable,
  first: Observation,
  unsteady: ReadonlySet<string>,
): Promise<Outcome> => {
  if (!reorder.movable) return { runs: 0, held: 0, findings: [], note: 'nothing to put in order' };
  const queue = ordersFor(series).values();
  const seen: { readonly order: Order; readonly run: Observation }[] = [];
  const work = async (): Promise<void> => {
    while (inTime(series)) {
      const { value: order } = queue.next();
      if (order === undefined) return;
      seen.push({ order, run: await observed(series, reorder.prepare({ order })) });
    }
  };
  await Promise.all(Array.from({ length: atOnce(series.ctx) }, work));
  const doubts = seen.flatMap(({ run }) => run.doubt ?? []).slice(0, 1);
  const found = new Map<string, Dependent>();
  let held = 0;
  // Runs end in any order; findings come in that of the queue.
  for (const order of ordersFor(series)) {
    const run = seen.find(
      (item) => item.order.kind === order.kind && orderName(item.order) === orderName(order),
    )?.run;
    if (run === undefined) continue;
    const differ = differences(first, run).filter(({ name }) => !unsteady.has(name));
    if (differ.length === 0 && run.doubt === undefined) held += 1;
    const fresh = differ.filter(({ name }) => !found.has(name));
    const again = fresh.length === 0 ? run : await observed(series, reorder.prepare({ order }));
    for (const difference of fresh) {
      const sure = seenAgain(difference, first, again);
      found.set(difference.name, { difference, order, sure, dir: run.dir });
    }
  }
  return {
    runs: seen.length,
    held,
    findings: [
      ...doubts.map((doubt) => doubted(series, doubt)),
      ...(await explain(series, reorder, [...found.values()])),
    ],
    note: `run in ${String(seen.length)} other orders`,
  };
};
