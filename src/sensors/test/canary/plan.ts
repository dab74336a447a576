import type { TreePath } from '../../../domain/tree.ts';
import { spliced } from '../../code/splice.ts';
import { broken, brokenBeside, untouched } from './breaking.ts';
import type { Broken } from './breaking.ts';
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
  /** Of these, those of which an assertion of their own was made to fail. */
  readonly byAssertion: readonly string[];
  /** The same in other test files, a list each. */
  readonly others: readonly Broken[];
}

/**
 * Both planted tests. @param breaks whether the host's own are made to fail as well.
 * @param hosts whose tests are made to fail as well, as long as the host's are.
 */
export const wholePlan = (
  host: Host,
  framework: Framework,
  breaks = true,
  hosts: readonly Host[] = [],
): CanaryPlan => {
  const failing = plant(framework, false, host.text);
  const passing = plant(framework, true, host.text);
  const { names, text, byAssertion } = breaks ? broken(host) : untouched(host);
  const others = breaks
    ? brokenBeside(
        hosts.filter(({ path }) => path !== host.path),
        names,
      )
    : [];
  const shared = {
    ...{ host, failing: failing.name, passing: passing.name },
    ...{ broken: names, byAssertion, others },
  };
  const beside = (planted: string): readonly [TreePath, string] => [
    siblingOf(host.path, randomWords(2)),
    planted.trimStart(),
  ];
  const own: readonly (readonly [TreePath, string])[] = host.named
    ? [[host.path, `${text}\n${failing.text}\n${passing.text}`]]
    : [[host.path, text], ...shuffled([beside(failing.text), beside(passing.text)])];
  const files = new Map([...own, ...others.map((each) => [each.path, each.text] as const)]);
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
  return { host, files, passing: passing.name, broken: [], byAssertion: [], others: [] };
};
