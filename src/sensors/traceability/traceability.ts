import type { Finding } from '../../domain/finding.ts';
import type { TreePath } from '../../domain/tree.ts';
import { readApis } from '../api/documents.ts';
import { operationsOf } from '../api/operations.ts';
import { measured, skipped } from '../evidence.ts';
import { clip } from '../normalize.ts';
import { menderOf } from '../owners.ts';
import { readFeatures } from '../scenarios/collect.ts';
import type { ScenarioText } from '../scenarios/feature.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { readDesign } from './documents.ts';
import type { DesignFile } from './documents.ts';
import { namesIn, namesOf } from './names.ts';

const NAMED = 20;

const nameOf = ({ ids, title }: ScenarioText): string =>
  ids[0] === undefined ? `"${clip(title, 80)}"` : `${ids[0]} ("${clip(title, 80)}")`;

const untraced = (ctx: SenseContext, scenario: ScenarioText, at: TreePath): Finding => ({
  severity: 'error',
  rule: 'traceability.scenario',
  path: at,
  expected: `${scenario.ids[0] ?? 'the scenario'} in the design`,
  actual: 'no operation or component for it',
  message: `Nothing in the design answers scenario ${nameOf(scenario)}: put its id under "x-scenarios" of an operation of the OpenAPI document, or beside the component of the architecture that it needs.`,
  owner: menderOf(ctx, at),
});

/** `SC-` of `SC-12`: what ids of scenarios begin with here. */
const prefixOf = (id: string): string | undefined => /^[A-Za-z]+[-_]/.exec(id)?.[0];

/** Ids in the design that look like those of scenarios, and are of none. */
const unknown = (
  ctx: SenseContext,
  design: readonly DesignFile[],
  ids: ReadonlySet<string>,
): readonly Finding[] => {
  const prefixes = new Set([...ids].map(prefixOf));
  return design.flatMap(({ path, ids: named }) =>
    [...named]
      .filter((id) => !ids.has(id) && prefixOf(id) !== undefined && prefixes.has(prefixOf(id)))
      .map((id): Finding => ({
        severity: 'warning',
        rule: 'traceability.unknown_scenario',
        path,
        expected: 'the id of a scenario',
        actual: id,
        message: `${path} names ${id}, and there is no such scenario; take it out, or mend the id.`,
        owner: ctx.producerOf(path),
      })),
  );
};

/**
 * Whether each scenario leads to something in the design. It does when its id stands in a document
 * of the design, or when its text names an operation by its operationId or a thing by the name that
 * it has in a path of the API (`/line-items`: "a line item").
 */
export const traceabilitySensor: Sensor = {
  name: 'traceability',
  async sense(ctx) {
    const scenarios = (await readFeatures(ctx)).flatMap((file) => file.scenarios);
    if (scenarios.length === 0) return skipped(ctx, 'traceability', 'no scenario');
    const apis = await readApis(ctx);
    const design = await readDesign(
      ctx,
      apis.map(({ path }) => path),
    );
    const at = design[0]?.path;
    if (at === undefined) return skipped(ctx, 'traceability', 'no document of a design');
    const operations = apis.flatMap(({ root }) => (root.ok ? operationsOf(root.value) : []));
    const named = namesOf(operations);
    const isTraced = ({ ids, text }: ScenarioText): boolean =>
      ids.some((id) => design.some((file) => file.ids.has(id))) ||
      [...namesIn(text)].some((name) => named.has(name));
    const lost = scenarios.filter((scenario) => !isTraced(scenario));
    const ids = new Set(scenarios.flatMap((scenario) => scenario.ids));
    return measured(ctx, 'traceability', {
      note: `${String(scenarios.length)} scenarios, ${String(operations.length)} operations, ${String(design.length)} documents`,
      checked: scenarios.length,
      held: scenarios.length - lost.length,
      findings: [
        ...lost.slice(0, NAMED).map((scenario) => untraced(ctx, scenario, at)),
        ...unknown(ctx, design, ids).slice(0, NAMED),
      ],
    });
  },
};
