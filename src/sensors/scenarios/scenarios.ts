import type { Finding } from '../../domain/finding.ts';
import type { TreePath } from '../../domain/tree.ts';
import { measured, skipped } from '../evidence.ts';
import { clip } from '../normalize.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { readText } from '../tree-files.ts';
import { readFeatures } from './collect.ts';
import { vagueCriteria } from './criteria.ts';
import type { VagueLine } from './criteria.ts';
import { judgeFeatures } from './judge.ts';
import type { Judged } from './judge.ts';

/** Findings of one kind of fault; the rest is as easily seen. */
const NAMED = 30;

const REQUIREMENTS = /^requirements\/[^/]+\.md$/i;

const vagueFinding = (ctx: SenseContext, path: TreePath, found: VagueLine): Finding => ({
  severity: 'warning',
  rule: 'scenarios.vague_criterion',
  path,
  expected: 'a number, or the id of a scenario that is exact',
  actual: `"${found.word}" in line ${String(found.line)}`,
  message: `${path}, line ${String(found.line)}: "${clip(found.text, 120)}" can't be measured because of "${found.word}". Say how much, with a number.`,
  owner: ctx.producerOf(path),
});

const judgeCriteria = async (
  ctx: SenseContext,
  ids: ReadonlySet<string>,
): Promise<readonly Judged[]> => {
  const judged: Judged[] = [];
  for (const path of [...ctx.tree.keys()].filter((name) => REQUIREMENTS.test(name))) {
    const found = vagueCriteria(await readText(ctx, path), ids);
    judged.push(found.map((line) => vagueFinding(ctx, path, line)));
  }
  return judged;
};

/**
 * Whether the requirements can be tested: feature files parse, each scenario has an id of its own
 * and an outcome, and nothing is promised vaguely.
 */
export const scenariosSensor: Sensor = {
  name: 'scenarios',
  async sense(ctx) {
    const files = await readFeatures(ctx);
    if (files.length === 0) return skipped(ctx, 'scenarios', 'no feature file');
    const scenarios = files.flatMap((file) => file.scenarios);
    const ids = new Set(scenarios.flatMap((scenario) => scenario.ids));
    const judged = [...judgeFeatures(ctx, files), ...(await judgeCriteria(ctx, ids))];
    return measured(ctx, 'scenarios', {
      note: `${String(scenarios.length)} scenarios in ${String(files.length)} feature files`,
      checked: judged.length,
      held: judged.filter((findings) => findings.length === 0).length,
      findings: judged.flat().slice(0, NAMED),
    });
  },
};
