import type { Evidence } from '../../domain/evidence.ts';
import { measured, skipped } from '../evidence.ts';
import { notInstalled } from '../install.ts';
import { clip } from '../normalize.ts';
import { keeperOf } from '../owners.ts';
import { readProject } from '../project.ts';
import type { ProjectFiles } from '../project.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { checkAgain } from './again.ts';
import { checkDocumented } from './documented-check.ts';
import { isUp, launch, startOf } from './launch.ts';
import type { Start } from './launch.ts';
import { checkOf, failed, linesOf, together } from './outcome.ts';
import type { Outcome, Smoke } from './outcome.ts';
import { probeScenarios } from './scenarios/probe.ts';
import { checkExchange, checkHealth, neverAnswered } from './steps.ts';
import type { Exchange } from './steps.ts';
import { stopAndCheck } from './stop.ts';

/** What was seen, and what of it stands in the note and in the log. */
interface Exercised {
  readonly outcome: Outcome;
  readonly note: string;
  readonly log: readonly string[];
}

const NOTHING: Exercised = { outcome: together(), note: '', log: [] };

/** Where the exchange failed, the service has ended: then there is nothing to ask any more. */
const askScenarios = async (smoke: Smoke, kept: Exchange['kept']): Promise<Exercised> => {
  if (kept === undefined) return NOTHING;
  const { outcomes, probed, left } = await probeScenarios(smoke, kept.api);
  if (probed.length + left.length === 0) return NOTHING;
  const of = `${String(probed.length)} of ${String(probed.length + left.length)} scenarios`;
  const names = probed.length === 0 ? '' : ` (${clip(probed.join(', '), 600)})`;
  const others = left.length === 0 ? '' : `; not probed: ${clip(left.join(', '), 600)}`;
  return {
    outcome: together(...outcomes),
    note: `; ${of} probed${names}${others}`,
    log: left.map((each) => `left   ${each}`),
  };
};

const exercise = async (smoke: Smoke): Promise<Exercised> => {
  const up = await isUp(smoke);
  if (up !== true) {
    return { outcome: neverAnswered(smoke, up.ended), note: ': it did not answer', log: [] };
  }
  const started = checkOf('start', 'a service that answers', 'a service that answers');
  const health = await checkHealth(smoke);
  const { outcome: exchange, kept } = await checkExchange(smoke);
  const scenarios = await askScenarios(smoke, kept);
  const stopped = await stopAndCheck(smoke);
  const again = await checkAgain(smoke, kept?.made);
  return {
    outcome: together(started, health, exchange, scenarios.outcome, stopped, again.outcome),
    note: `: started, asked, written to, read, stopped, started again${again.note}${scenarios.note}`,
    log: scenarios.log,
  };
};

const runSmoke = async (
  ctx: SenseContext,
  files: ProjectFiles,
  start: Start,
): Promise<Evidence> => {
  const began = performance.now();
  const { step } = start;
  const documented = await checkDocumented(ctx, files, start);
  const smoke = await launch(ctx, start, await ctx.scratch(), { lingers: true });
  try {
    const { outcome: seen, note, log } = await exercise(smoke);
    const outcome = together(seen, documented);
    const lines = [`$ ${step.command}`, ...linesOf(outcome), ...log, '', smoke.service.output()];
    return measured(ctx, 'smoke', {
      note: `${step.command}, as ${step.why}${note}`,
      command: step.command,
      log: await ctx.saveLog(lines.join('\n')),
      checked: outcome.checks.length,
      held: outcome.checks.filter(({ held }) => held).length,
      ms: Math.round(performance.now() - began),
      findings: outcome.findings,
    });
  } finally {
    await smoke.service.stop(0).catch(() => undefined);
  }
};

const noStart = (ctx: SenseContext): Evidence => {
  const owner = keeperOf(ctx.team, ctx.phase, () => false);
  const message =
    'The product says nowhere how it is started; add a start command (for Node: the script "start" of package.json).';
  const seen = ['start', 'a start command', 'none'] as const;
  const { findings } = failed('smoke.start', owner, seen, message);
  return measured(ctx, 'smoke', { note: 'no start command', checked: 1, held: 0, findings });
};

/**
 * Starts the product as it is documented, asks how it is, writes and reads, asks for what its
 * scenarios promise, stops it, starts it again where it was, and reads what was written.
 */
export const smokeSensor: Sensor = {
  name: 'smoke',
  async sense(ctx) {
    const files = await readProject(ctx);
    const start = startOf(files);
    if (start === undefined) return noStart(ctx);
    return notInstalled(ctx)
      ? skipped(ctx, 'smoke', 'what it needs could not be installed')
      : runSmoke(ctx, files, start);
  },
};
