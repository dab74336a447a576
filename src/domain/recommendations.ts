import type { Severity } from './contract.ts';
import type { Finding } from './finding.ts';
import type { PersonaId } from './persona.ts';
import type { TreePath } from './tree.ts';
import { worstFirst } from './worst-first.ts';

/** What would mend findings of one kind. */
export interface Recommendation {
  readonly severity: Severity;
  readonly rule: string;
  /** Who is to do it. */
  readonly owner: PersonaId;
  /** The message of the first of these findings, which says what to do. */
  readonly what: string;
  /** The first few places. */
  readonly paths: readonly TreePath[];
  /** How many findings it would mend. */
  readonly count: number;
}

/** Places that one recommendation names. */
const PATHS_MAX = 5;

/**
 * What to do about findings: one recommendation for each rule and owner, worst first, then those
 * that mend most. What is only for information asks for nothing.
 */
export const recommendationsOf = (findings: readonly Finding[]): readonly Recommendation[] => {
  const groups = new Map<string, readonly [Finding, ...Finding[]]>();
  for (const finding of worstFirst(findings)) {
    if (finding.severity === 'info') continue;
    const key = `${finding.severity} ${finding.rule} ${finding.owner}`;
    groups.set(key, [...(groups.get(key) ?? []), finding] as [Finding, ...Finding[]]);
  }
  const all = [...groups.values()].map(([first, ...others]): Recommendation => {
    const places = [first, ...others].flatMap(({ path }) => (path === undefined ? [] : [path]));
    return {
      severity: first.severity,
      rule: first.rule,
      owner: first.owner,
      what: first.message,
      paths: [...new Set(places)].slice(0, PATHS_MAX),
      count: 1 + others.length,
    };
  });
  const errors = all.filter(({ severity }) => severity === 'error');
  const warnings = all.filter(({ severity }) => severity === 'warning');
  // Sorting keeps the order of equals: by rule.
  return [errors, warnings].flatMap((group) => [...group].sort((a, b) => b.count - a.count));
};

/** Recommendations that a view shows, and characters of each. */
const SHOWN = 3;
const SHOWN_LENGTH = 200;

const clip = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/** The first few as lines: `backend_developer: … (and 3 more of tests.failed)`. */
export const briefly = (recommendations: readonly Recommendation[]): readonly string[] =>
  recommendations.slice(0, SHOWN).map(({ owner, what, rule, count }) => {
    const more = count === 1 ? '' : ` (and ${String(count - 1)} more of ${rule})`;
    return `${owner}: ${clip(what.replace(/\s+/g, ' ').trim(), SHOWN_LENGTH)}${more}`;
  });
