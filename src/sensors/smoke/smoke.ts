import type { Evidence } from '../../domain/evidence.ts';
import type { TreePath } from '../../domain/tree.ts';
import { freePort } from '../../ports/free-port.ts';
import type { SandboxResult } from '../../ports/sandbox.ts';
import { COMMAND_ENV, requireSandbox } from '../command.ts';
import { conventionOf } from '../conventions.ts';
import type { Chosen } from '../conventions.ts';
import { measured, skipped } from '../evidence.ts';
import { notInstalled } from '../install.ts';
import { mainFileOf } from '../main-file.ts';
import { keeperOf } from '../owners.ts';
import { readProject } from '../project.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { untilAnswers } from './health.ts';
import { failed, ok } from './outcome.ts';
import type { Outcome, Smoke } from './outcome.ts';
import { checkExchange, checkHealth, checkStop, GRACE_MS, neverAnswered } from './steps.ts';

/** start, health, write, read, stop */
const STEPS = 5;

const exercise = async (smoke: Smoke): Promise<readonly Outcome[]> => {
  const { service, ctx } = smoke;
  let ended: SandboxResult | undefined;
  const watch = service.exited.then((result) => {
    ended = result;
  });
  watch.catch(() => undefined);
  if (!(await untilAnswers(service, ctx))) {
    const before = ended;
    await service.stop(0);
    return [neverAnswered(smoke, before)];
  }
  const health = await checkHealth(smoke);
  const exchange = await checkExchange(smoke);
  const stopped = checkStop(smoke, await service.stop(GRACE_MS));
  return [ok(1), health, exchange, stopped];
};

const runSmoke = async (
  ctx: SenseContext,
  step: Chosen,
  main: TreePath | undefined,
): Promise<Evidence> => {
  const started = performance.now();
  const { limits, signal } = ctx;
  const dir = await ctx.scratch();
  const service = await requireSandbox(ctx).serve({
    dir,
    argv: step.argv,
    env: COMMAND_ENV,
    limits,
    signal,
    port: await freePort(),
  });
  const smoke: Smoke = { ctx, step, dir, main, service };
  try {
    const outcomes = await exercise(smoke);
    return measured(ctx, 'smoke', {
      note: `${step.command}, as ${step.why}: started, asked, written to, read, stopped`,
      command: step.command,
      log: await ctx.saveLog(`$ ${step.command}\n${service.output()}`),
      checked: STEPS,
      held: outcomes.reduce((sum, { held }) => sum + held, 0),
      ms: Math.round(performance.now() - started),
      findings: outcomes.flatMap(({ findings }) => findings),
    });
  } finally {
    await service.stop(0).catch(() => undefined);
  }
};

const noStart = (ctx: SenseContext): Evidence => {
  const owner = keeperOf(ctx.team, ctx.phase, () => false);
  const message =
    'The product says nowhere how it is started; add a start command (for Node: the script "start" of package.json).';
  const { findings } = failed('smoke.start', owner, 'a start command', 'none', message);
  return measured(ctx, 'smoke', { note: 'no start command', checked: STEPS, held: 0, findings });
};

/** Starts the product as it is documented, asks how it is, writes, reads, and stops it. */
export const smokeSensor: Sensor = {
  name: 'smoke',
  async sense(ctx) {
    const files = await readProject(ctx);
    const convention = conventionOf(files);
    const step = convention?.start(files);
    if (convention === undefined || step === undefined) return noStart(ctx);
    return notInstalled(ctx)
      ? skipped(ctx, 'smoke', 'what it needs could not be installed')
      : runSmoke(ctx, step, mainFileOf(files, convention));
  },
};
