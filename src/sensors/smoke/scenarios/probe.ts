import { createWire } from '../../conformance/wire.ts';
import type { Described, DescribedApi } from '../../conformance/described.ts';
import { clip } from '../../normalize.ts';
import { readFeatures } from '../../scenarios/collect.ts';
import type { ScenarioText } from '../../scenarios/feature.ts';
import { atFault, checkOf, failed, ownerOf } from '../outcome.ts';
import type { Outcome, Smoke } from '../outcome.ts';
import { createAsker } from './ask.ts';
import type { Asker, Told } from './ask.ts';
import { mapScenario } from './map.ts';
import type { Mapped } from './map.ts';

/** What became of the scenarios of a product. */
export interface ProbedScenarios {
  readonly outcomes: readonly Outcome[];
  /** Ids of those that were probed, and of those that were not, with why. */
  readonly probed: readonly string[];
  readonly left: readonly string[];
}

const MOST = 300;
/** Findings of scenarios; mending these mends most of the others. */
const NAMED = 10;

/** Why an answer says nothing of the scenario: our own request may have been at fault. */
const saysNothing = (got: Told, { way }: Mapped): string | undefined => {
  if ('none' in got) return got.none;
  if (got.status === 401 || got.status === 403) return 'it asks for credentials';
  const refused = got.status >= 400 && got.status < 500;
  return way === 'valid' && refused
    ? `the request made for it was refused with ${String(got.status)}`
    : undefined;
};

const judge = async (
  smoke: Smoke,
  asker: Asker,
  id: string,
  scenario: ScenarioText,
  mapped: Mapped,
): Promise<readonly Outcome[] | { readonly none: string }> => {
  const outcomes: Outcome[] = [];
  for (const operation of mapped.operations) {
    const got = await asker.ask(operation, mapped.way, scenario.text);
    const why = saysNothing(got, mapped);
    if (why !== undefined || 'none' in got) return { none: why ?? 'no answer' };
    outcomes.push(outcomeOf(smoke, id, operation, mapped, got.status));
  }
  return outcomes;
};

const outcomeOf = (
  smoke: Smoke,
  id: string,
  { name }: Described,
  { way, status }: Mapped,
  got: number,
): Outcome => {
  const how = way === 'valid' ? '' : ` (${way.replace('_', ' ')})`;
  const what = `${id}: ${name}${how}`;
  const expected = `status ${String(status)}`;
  const actual = `status ${String(got)}`;
  if (got === status) return checkOf(what, expected, actual);
  const message = `Scenario ${id} promises ${expected} for ${name}${how}, and the service answers with ${actual}.`;
  const path = atFault(smoke);
  return failed('smoke.scenario', ownerOf(smoke), [what, expected, actual], message, path);
};

const nameOf = ({ ids, title }: ScenarioText): string => ids[0] ?? `"${clip(title, 60)}"`;

/**
 * Asks the running service for what its scenarios promise: the request of each that can be told
 * from its When, and the status of its first Then. What else it promises is left to its tests.
 */
export const probeScenarios = async (smoke: Smoke, api: DescribedApi): Promise<ProbedScenarios> => {
  const { ctx, service } = smoke;
  const scenarios = (await readFeatures(ctx)).flatMap((file) => file.scenarios).slice(0, MOST);
  const outcomes: Outcome[] = [];
  const probed: string[] = [];
  const left: string[] = [];
  let asker: Asker | undefined;
  for (const scenario of scenarios) {
    const id = nameOf(scenario);
    const mapped = mapScenario(scenario, api.operations);
    if ('none' in mapped) {
      left.push(`${id} (${mapped.none})`);
      continue;
    }
    asker ??= await createAsker(api, createWire(service, ctx.signal));
    const judged = await judge(smoke, asker, id, scenario, mapped);
    if ('none' in judged) left.push(`${id} (${judged.none})`);
    else {
      probed.push(id);
      outcomes.push(...judged);
    }
  }
  const named = outcomes.filter(({ findings }) => findings.length > 0).slice(0, NAMED);
  const kept = outcomes.map((each) => (named.includes(each) ? each : { ...each, findings: [] }));
  return { outcomes: kept, probed, left };
};
