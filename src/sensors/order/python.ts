import { runTrial } from '../trials/trial.ts';
import type { SenseContext } from '../sensor.ts';
import type { SuiteOf } from '../trials/suite-of.ts';
import type { Order, Reorderable, RunPlan } from './plan.ts';
import { PYTHON_DRIVER } from './python-driver.ts';

type Runner = 'pytest' | 'unittest';

/** Ids that are handed over as an argument, in characters; the system takes 131,072 bytes. */
const IDS_MAX = 60_000;
const LISTED_MAX = 5_000;
const LIST_MS = 20_000;

/** What a command gives to its runner: `python3 -m pytest -q tests` gives `-q tests`. */
const argumentsOf = ({ step }: SuiteOf, runner: Runner): readonly string[] => {
  const at = step.argv.indexOf(runner);
  return at < 0 ? [] : step.argv.slice(at + 1);
};

const textOf = (value: string): string => {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'string' ? parsed : '';
  } catch {
    return '';
  }
};

/** `FAILED path::Class::test` of pytest; `test_a (module.Class.test_a)` of unittest. */
const reportedId = (runner: Runner, name: string): string | undefined => {
  if (runner === 'pytest') return name;
  const [, method = '', place = ''] = /^(\w+) \(([\w.]+)\)/.exec(name) ?? [];
  if (method === '') return undefined;
  return place.endsWith(`.${method}`) ? place : `${place}.${method}`;
};

/** Tests of Python are put in order by a program of ours that starts the runner. */
export const reorderPython = (ctx: SenseContext, suite: SuiteOf, runner: Runner): Reorderable => {
  const line = ({ order, only }: RunPlan, list = false): readonly [string, ...string[]] => {
    const plan = {
      order: order.kind,
      seed: order.kind === 'random' ? order.seed : '',
      ...(only === undefined ? {} : { only: [...only] }),
      ...(list ? { list } : {}),
    };
    const args = argumentsOf(suite, runner);
    return ['python3', '-c', PYTHON_DRIVER, runner, JSON.stringify(plan), ...args];
  };
  const listed = new Map<string, Promise<readonly string[]>>();
  const list = async (order: Order): Promise<readonly string[]> => {
    const trial = { dir: await ctx.scratch(), over: new Map(), argv: line({ order }, true) };
    const { output } = await runTrial(ctx, trial, LIST_MS);
    return output
      .split('\n')
      .flatMap((row) => (row.startsWith('maestro-test ') ? [textOf(row.slice(13))] : []))
      .slice(0, LISTED_MAX);
  };
  return {
    movable: true,
    prepare: (plan) => ({ files: new Map(), argv: line(plan) }),
    async before(id, order) {
      const key = JSON.stringify(order);
      const all = await (listed.get(key) ?? list(order));
      listed.set(key, Promise.resolve(all));
      const found = all.slice(0, Math.max(0, all.indexOf(id)));
      return !all.includes(id) || found.join('').length > IDS_MAX ? undefined : found;
    },
    idOf: ({ name }) => reportedId(runner, name),
    nameOf: (id) => id,
  };
};
