import type { TreePath } from '../../../domain/tree.ts';
import type { DeclaredTest } from '../../code/declared-test.ts';
import { spliced } from '../../code/splice.ts';
import { siblingOf } from './framework.ts';
import type { Host } from './hosts.ts';
import { randomWords, shuffled } from './names.ts';
import { plant } from './source.ts';
import type { Framework } from './source.ts';

/** What is changed in a copy of the product before its tests run. */
export interface CanaryPlan {
  readonly host: Host;
  readonly files: ReadonlyMap<TreePath, string>;
  /** The planted test that must pass. */
  readonly passing: string;
  /** The planted test that must fail; absent in a plan without. */
  readonly failing?: string;
  /** Names of the product's own tests that were made to fail. */
  readonly broken: readonly string[];
}

/** Own tests that are made to fail: enough to know, few enough to keep the output short. */
const BROKEN_MAX = 12;
const SUBTEST = /\b\w+\.(test|it)\s*\(|\bsubTest\s*\(/;

/** Tests of a file that surely run, and fail when they are told to. */
const breakable = ({ text, tests }: Host): readonly DeclaredTest[] => {
  if (/\b(skip|only|todo|xfail|skipIf|SkipTest)\b/i.test(text)) return [];
  const names = tests.map(({ name }) => name);
  return tests.filter(
    ({ name, start, end, off, failing }) =>
      !off &&
      failing !== undefined &&
      /^\w[\w ,;'()-]{3,80}$/.test(name) &&
      names.filter((other) => other.includes(name)).length === 1 &&
      !SUBTEST.test(text.slice(start, end).replace(/^\s*(await )?\w+\.?\w*\s*\(/, '')),
  );
};

const broken = (host: Host): { readonly names: readonly string[]; readonly text: string } => {
  const tests = shuffled(breakable(host)).slice(0, BROKEN_MAX);
  const reason = randomWords(3).join(' ');
  const splices = tests.flatMap(({ failing }) => (failing === undefined ? [] : [failing(reason)]));
  return { names: tests.map(({ name }) => name), text: spliced(host.text, splices) };
};

/** Both planted tests. @param breaks whether the host's own are made to fail as well. */
export const wholePlan = (host: Host, framework: Framework, breaks = true): CanaryPlan => {
  const failing = plant(framework, false, host.text);
  const passing = plant(framework, true, host.text);
  const { names, text } = breaks ? broken(host) : { names: [], text: host.text };
  const shared = { host, failing: failing.name, passing: passing.name, broken: names };
  const beside = (planted: string): readonly [TreePath, string] => [
    siblingOf(host.path, randomWords(2)),
    planted.trimStart(),
  ];
  const files = host.named
    ? new Map([[host.path, `${text}\n${failing.text}\n${passing.text}`]])
    : new Map([[host.path, text], ...shuffled([beside(failing.text), beside(passing.text)])]);
  return { ...shared, files };
};

/** Only the test that must pass. @param emptied whether the host's own tests are taken out. */
export const passingPlan = (host: Host, framework: Framework, emptied = false): CanaryPlan => {
  const passing = plant(framework, true, host.text);
  const own = emptied
    ? spliced(
        host.text,
        host.tests.map(({ start, end }) => ({ start, end, text: '' })),
      )
    : host.text;
  const files = new Map<TreePath, string>(
    host.named
      ? [[host.path, `${own}\n${passing.text}`]]
      : [
          [host.path, own],
          [siblingOf(host.path, randomWords(2)), passing.text.trimStart()],
        ],
  );
  return { host, files, passing: passing.name, broken: [] };
};
