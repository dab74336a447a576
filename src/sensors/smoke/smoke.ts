import type { Evidence } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import { parseTreePath } from '../../domain/tree.ts';
import type { TreePath } from '../../domain/tree.ts';
import { freePort } from '../../ports/free-port.ts';
import type { SandboxResult, SandboxService } from '../../ports/sandbox.ts';
import { COMMAND_ENV, endOf, requireSandbox, stableText } from '../command.ts';
import { conventionOf } from '../conventions.ts';
import type { Chosen } from '../conventions.ts';
import { measured, skipped } from '../evidence.ts';
import { notInstalled } from '../install.ts';
import { mainFileOf } from '../main-file.ts';
import { mentionsIn } from '../mentions.ts';
import { clip, lastWords } from '../normalize.ts';
import { keeperOf } from '../owners.ts';
import { readProject } from '../project.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { StepFailed, writeThenRead } from './exchange.ts';
import { askHealth, HEALTH_PATHS, untilAnswers } from './health.ts';
import { parseApi } from './openapi.ts';
import { simplest } from './references.ts';

const API_PATH = 'design/openapi.json';
const GRACE_MS = 5_000;

/** start, health, write, read, stop */
const STEPS = 5;

interface Smoke {
  readonly ctx: SenseContext;
  readonly step: Chosen;
  readonly dir: string;
  readonly main: TreePath | undefined;
  readonly service: SandboxService;
}

interface Outcome {
  readonly held: number;
  readonly findings: readonly Finding[];
}

const failed = (
  rule: string,
  owner: PersonaId,
  expected: string,
  actual: string,
  message: string,
  path?: TreePath,
): Outcome => ({
  held: 0,
  findings: [
    {
      severity: 'error',
      rule,
      ...(path === undefined ? {} : { path }),
      expected,
      actual,
      message: clip(message, 1_200),
      owner,
    },
  ],
});

const ok = (held: number): Outcome => ({ held, findings: [] });

/** The file that the server's own output blames, else the one that it is started with. */
const atFault = ({ ctx, dir, main, service }: Smoke): TreePath | undefined => {
  const text = stableText(service.output(), dir);
  const names: ReadonlySet<string> = new Set(ctx.tree.keys());
  const traced = text.split('\n').filter((line) => /^\s*at |^\s*File "/.test(line));
  return mentionsIn(traced.join('\n'), names)[0]?.path ?? main;
};

const ownerOf = (smoke: Smoke): PersonaId => {
  const path = atFault(smoke);
  return path === undefined
    ? keeperOf(smoke.ctx.team, smoke.ctx.phase, () => false)
    : smoke.ctx.producerOf(path);
};

const wordsOf = ({ service, dir }: Smoke): string => {
  const text = lastWords(stableText(service.output(), dir));
  return text === '' ? 'It printed nothing.' : `Its last words: ${text}`;
};

const checkHealth = async (smoke: Smoke): Promise<Outcome> => {
  const { path, answers } = await askHealth(smoke.service);
  if (path !== undefined) return ok(1);
  const message = `None of ${HEALTH_PATHS.join(', ')} answers with success (${answers}). ${wordsOf(smoke)}`;
  return failed('smoke.health', ownerOf(smoke), 'status 200', answers, message, atFault(smoke));
};

const nothingToWrite = ({ ctx }: Smoke, why: string): Outcome => {
  const path = parseTreePath(API_PATH);
  const known = path.ok && ctx.tree.has(path.value) ? path.value : undefined;
  const owner =
    known === undefined
      ? keeperOf(ctx.team, ctx.phase, ({ assignment }) =>
          assignment.contract.required_files.includes(API_PATH),
        )
      : ctx.producerOf(known);
  const message = `No path could be tried that writes something and reads it: ${why}.`;
  const finding: Finding = {
    severity: 'warning',
    rule: 'smoke.openapi',
    expected: `a POST on a collection and a GET of its items in ${API_PATH}`,
    actual: why,
    message,
    owner,
  };
  return { held: 0, findings: [known === undefined ? finding : { ...finding, path: known }] };
};

const checkExchange = async (smoke: Smoke): Promise<Outcome> => {
  const { ctx, service, dir } = smoke;
  const path = [...ctx.tree.keys()].find((name) => name === API_PATH);
  if (path === undefined) return nothingToWrite(smoke, `there is no ${API_PATH}`);
  const api = parseApi(new TextDecoder().decode(await ctx.read(path)));
  if (!api.ok) return nothingToWrite(smoke, `${API_PATH}: ${api.problem}`);
  const collection = simplest(api.value);
  if (collection === undefined) return nothingToWrite(smoke, `${API_PATH} describes none`);
  try {
    await writeThenRead(service, api.value, collection);
    return ok(2);
  } catch (error) {
    const stable = (text: string): string => stableText(text, dir);
    const owner = ownerOf(smoke);
    const at = atFault(smoke);
    if (!(error instanceof StepFailed)) {
      const actual = stable(error instanceof Error ? error.message : String(error));
      const message = `${actual} ${wordsOf(smoke)}`;
      return failed('smoke.write', owner, 'an answer', actual, message, at);
    }
    const words = error.server ? ` ${wordsOf(smoke)}` : '';
    const message = `${stable(error.message)}, as ${API_PATH} promises.${words}`;
    const { expected, actual, step } = error;
    const outcome = failed(
      `smoke.${step}`,
      owner,
      expected,
      clip(stable(actual), 300),
      message,
      at,
    );
    return { ...outcome, held: step === 'read' ? 1 : 0 };
  }
};

const checkStop = (smoke: Smoke, result: SandboxResult): Outcome => {
  if (result.signal !== 'SIGKILL') return ok(1);
  const message = `The service does not end within ${String(GRACE_MS / 1000)} seconds after SIGTERM: close the server and let the process end.`;
  return failed('smoke.stop', ownerOf(smoke), 'an end after SIGTERM', 'none', message, smoke.main);
};

const neverAnswered = (smoke: Smoke, result: SandboxResult | undefined): Outcome => {
  const actual =
    result === undefined ? 'does not answer on the port that PORT names' : endOf(result);
  const message = `"${smoke.step.command}" ${actual}. ${wordsOf(smoke)}`;
  return failed(
    'smoke.start',
    ownerOf(smoke),
    'a service that answers',
    actual,
    message,
    atFault(smoke),
  );
};

const exercise = async (smoke: Smoke): Promise<readonly Outcome[]> => {
  const { service, ctx } = smoke;
  let ended: SandboxResult | undefined;
  const watch = service.exited.then((result) => {
    ended = result;
  });
  watch.catch(() => undefined);
  if (!(await untilAnswers(service, ctx))) {
    const outcome = neverAnswered(smoke, ended);
    await service.stop(0);
    return [outcome];
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
