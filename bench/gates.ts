/**
 * Whether the gates can be believed: good projects, known-defective ones, and good ones degraded by
 * operators, all judged by the function of `maestro validate`. Results stay in a cache folder, so
 * that a run that was cut off goes on. Exit code 1 when a bar does not hold.
 * Run: node bench/gates.ts [--deveval DIR] [--only NAME,…] [--every] [--minutes N] [--cache DIR] [--json]
 */
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { barsOf, separationOf } from './gates/bars.ts';
import { openCache } from './gates/cache.ts';
import { casesOf } from './gates/cases.ts';
import { judgesDigest } from './gates/judge.ts';
import { OPERATORS } from './gates/operators/index.ts';
import { inPool } from './gates/pool.ts';
import { loadProjects } from './gates/projects/index.ts';
import type { Missing, Original, Pair } from './gates/results.ts';
import { judgeOriginal, judgePair } from './gates/run.ts';
import { tableOf } from './gates/table.ts';

const { values } = parseArgs({
  options: {
    /** A copy of open-compass/DevEval, or its folder of Python projects. */
    deveval: { type: 'string' },
    /** Names of projects, families or operators: only what fits all kinds that are named. */
    only: { type: 'string' },
    /** Each operator on each project that it applies to. */
    every: { type: 'boolean', default: false },
    /** Nothing new is begun after so many; run it again to go on. With 0, what is kept is shown. */
    minutes: { type: 'string', default: '60' },
    cache: { type: 'string', default: path.join(homedir(), '.cache', 'maestro-gates') },
    json: { type: 'boolean', default: false },
  },
});

const AT_ONCE = 2;

const minutes = Number(values.minutes);
if (!(minutes >= 0)) throw new Error('--minutes takes a number from 0 on.');
const until = performance.now() + minutes * 60_000;

const only = new Set(values.only?.split(',') ?? []);
const fits = (named: readonly string[], known: readonly string[]): boolean =>
  !known.some((name) => only.has(name)) || named.some((name) => only.has(name));

const cache = await openCache(path.resolve(values.cache), () => performance.now() < until);
const loaded = await loadProjects(cache.folder, values.deveval);
const projectNames = loaded.projects.flatMap(({ name, family }) => [name, family]);
const operatorNames = OPERATORS.map(({ name }) => name);
const unknown = [...only].filter((name) => ![...projectNames, ...operatorNames].includes(name));
if (unknown.length > 0)
  throw new Error(`--only: no project, family or operator is named ${unknown.join(', ')}.`);
const projects = loaded.projects.filter(({ name, family }) => fits([name, family], projectNames));
const operators = OPERATORS.filter(({ name }) => fits([name], operatorNames));

const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort(new Error('interrupted'));
});
const bench = { cache, judges: await judgesDigest(), signal: stop.signal };
const begin = (): boolean => !stop.signal.aborted;
const missing: Missing[] = only.size > 0 ? [] : [...loaded.missing];

const measure = async <T, R>(
  items: readonly T[],
  nameOf: (item: T) => string,
  work: (item: T) => Promise<R | undefined>,
  say: (result: R) => string,
): Promise<readonly R[]> => {
  let done = 0;
  const results = await inPool(items, AT_ONCE, begin, async (item) => {
    const started = performance.now();
    const result = await work(item).catch((error: unknown) => {
      missing.push({
        what: nameOf(item),
        why: error instanceof Error ? error.message : String(error),
      });
    });
    done += 1;
    const said = result === undefined ? 'not judged' : say(result);
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    console.error(
      `[${String(done)}/${String(items.length)}] ${nameOf(item)}: ${said} (${seconds} s)`,
    );
    return result ?? undefined;
  });
  results.forEach((result, at) => {
    const item = items[at];
    if (result !== undefined || item === undefined || begin()) return;
    const what = nameOf(item);
    if (!missing.some((each) => each.what === what))
      missing.push({ what, why: 'it was interrupted' });
  });
  return results.flatMap((result) => (result === undefined ? [] : [result]));
};

const originals: readonly Original[] = await measure(
  projects,
  ({ name }) => name,
  (project) => judgeOriginal(bench, project),
  ({ judged }) => `${judged.score.toFixed(3)} ${judged.passed ? 'passed' : 'failed'}`,
);
const pairs: readonly Pair[] = await measure(
  casesOf(projects, operators, values.every),
  ({ operator, project }) => `${operator.name} on ${project.name}`,
  (each) => judgePair(bench, each),
  ({ judged, original, doubt }) =>
    `${judged.score.toFixed(3)} of ${original.score.toFixed(3)} ${judged.errors[0]?.slice(0, 100) ?? 'no error'}${doubt === undefined ? '' : ` (${doubt})`}`,
);
const results = { originals, pairs, missing };
const bars = barsOf(results);
if (values.json) {
  const auc = { gates: separationOf(results, 'score'), naive: separationOf(results, 'naive') };
  console.log(JSON.stringify({ bars, auc, ...results }));
} else {
  console.log(tableOf(results, OPERATORS).join('\n'));
}
process.exitCode = bars.every(({ held }) => held) ? 0 : 1;
