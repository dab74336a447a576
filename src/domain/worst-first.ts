import type { Severity } from './contract.ts';
import type { Finding } from './finding.ts';

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Worst first, then by rule, path and message: no order depends on which sensor was quicker. */
const byWeight = (a: Finding, b: Finding): number =>
  RANKS[a.severity] - RANKS[b.severity] ||
  a.rule.localeCompare(b.rule, 'en') ||
  (a.path ?? '').localeCompare(b.path ?? '', 'en') ||
  a.message.localeCompare(b.message, 'en');

/** Each finding once, worst first. Two are the same when rule, place, message and owner are. */
export const worstFirst = (findings: readonly Finding[]): readonly Finding[] => {
  const seen = new Map<string, Finding>();
  for (const finding of [...findings].sort(byWeight)) {
    const { rule, path = '', message, owner } = finding;
    const key = JSON.stringify([rule, path, message, owner]);
    // Of two severities the worse one is first.
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
};
