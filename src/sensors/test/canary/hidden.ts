import { total } from '../report.ts';
import type { Broken } from './breaking.ts';
import { hiddenOwn } from './check.ts';
import type { Told } from './check.ts';
import type { CanaryPlan } from './plan.ts';

/** A test that is skipped after its first steps comes to none of its assertions. */
const maySkip = ({ reports }: Told): boolean => total(reports).skipped > 0;

/** Names of the host's own tests that were made to fail and are not among the failing ones. */
export const hiddenIn = (plan: CanaryPlan, main: Told, told: Told): readonly string[] => {
  const unsure = new Set(maySkip(main) ? plan.byAssertion : []);
  return hiddenOwn(plan, told).filter((name) => !unsure.has(name));
};

const said = ({ path, names }: Broken, hidden: readonly string[]): string =>
  `${String(hidden.length)} of ${String(names.length)} tests of ${path} that were made to fail are not reported as failed`;

/**
 * Another file of which some tests that were made to fail are reported and others are not: it runs,
 * and yet hides what its own assertions say.
 */
export const halfHidden = (
  { others, ...plan }: CanaryPlan,
  main: Told,
  told: Told,
): string | undefined => {
  if (maySkip(main)) return undefined;
  for (const each of others) {
    const hidden = hiddenOwn({ ...plan, others, broken: each.names }, told);
    if (hidden.length > 0 && hidden.length < each.names.length) return said(each, hidden);
  }
  return undefined;
};
