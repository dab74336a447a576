import type { Finding } from '../../domain/finding.ts';
import { clip } from '../normalize.ts';
import { menderOf } from '../owners.ts';
import { atFault, wordsOf } from '../smoke/outcome.ts';
import type { Smoke } from '../smoke/outcome.ts';
import type { DescribedApi } from './described.ts';
import type { Fault } from './fault.ts';

/** Findings of one service; mending these mends most of the others. */
const NAMED = 20;

const BREAKS = new Set(['conformance.server_error', 'conformance.no_answer']);

/**
 * Who is to mend a fault: where the service does what is sensible and the document is silent, who
 * wrote the document; else who wrote the file that the service's own output blames, or that it is
 * started with.
 */
const toFinding = (smoke: Smoke, api: DescribedApi, fault: Fault): Finding => {
  const { severity, rule, at, request, expected, actual, advice } = fault;
  const breaks = BREAKS.has(rule);
  const path = at === 'document' ? api.file : breaks ? atFault(smoke) : smoke.main;
  const words = breaks ? ` ${wordsOf(smoke)}` : '';
  const told = `${request}: expected ${expected}, got ${actual} (${api.file}). To mend it, ${advice}.`;
  return {
    severity,
    rule,
    ...(path === undefined ? {} : { path }),
    expected: clip(`${request}: ${expected}`, 400),
    actual: clip(actual, 400),
    message: clip(`${told}${words}`, 1_200),
    owner: menderOf(smoke.ctx, path),
  };
};

/** Faults as findings: errors first, otherwise as they were found, each once. */
export const findingsOf = (
  smoke: Smoke,
  api: DescribedApi,
  faults: readonly Fault[],
): readonly Finding[] => {
  const errors = faults.filter(({ severity }) => severity === 'error');
  const others = faults.filter(({ severity }) => severity !== 'error');
  return [...errors, ...others].slice(0, NAMED).map((fault) => toFinding(smoke, api, fault));
};
