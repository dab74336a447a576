import type { Finding } from '../../domain/finding.ts';
import type { PersonaId } from '../../domain/persona.ts';
import { spliced } from '../code/splice.ts';
import { unifiedDiff } from '../integrity/diff.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { clip } from '../normalize.ts';
import { rateOf } from './judge.ts';
import type { KillRate } from './kill-rate.ts';

/** Places that are told, and changes shown of each. */
const PLACES = 8;
const SHOWN = 600;

/** How bad it is when nobody notices; other operators 1. */
const WEIGHTS: Readonly<Record<string, number>> = {
  body: 4,
  throw: 3,
  raise: 3,
  call: 3,
  return: 3,
  condition: 2,
  logic: 2,
  not: 2,
};

const percent = (part: number): string => `${String(Math.round(100 * part))} %`;

const diffOf = ({ code }: KillRate, mutant: Mutant): string => {
  const text = code.get(mutant.path) ?? '';
  return unifiedDiff(mutant.path, text, spliced(text, [mutant]));
};

const weightOf = (mutants: readonly Mutant[]): number =>
  mutants.reduce((sum, { operator }) => sum + (WEIGHTS[operator] ?? 1), 0);

/** Living mutants by function, the worst first. */
const places = ({ living }: KillRate): readonly (readonly [Mutant, ...Mutant[]])[] => {
  const groups = new Map<string, [Mutant, ...Mutant[]]>();
  for (const mutant of living) {
    const key = `${mutant.path} ${mutant.scope}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [mutant]);
    else group.push(mutant);
  }
  return [...groups.entries()]
    .sort(([a, one], [b, other]) => weightOf(other) - weightOf(one) || (a < b ? -1 : 1))
    .map(([, group]) => group);
};

/** Where no test notices a change: for information, the worst first. */
export const livingFindings = (rate: KillRate, owner: PersonaId): readonly Finding[] =>
  places(rate)
    .slice(0, PLACES)
    .map(([first, ...others]) => ({
      severity: 'info',
      rule: 'mutation.lives',
      path: first.path,
      expected: 'a test that fails when the code is changed like this',
      actual: clip(diffOf(rate, first), SHOWN),
      message: `No test notices ${others.length === 0 ? 'a change' : `${String(others.length + 1)} changes`} of ${first.path}${first.scope === '' ? '' : ` in ${first.scope}`}: assert what it does there, unless nothing could tell the difference.`,
      owner,
    }));

/** That tests notice less than those of the accepted tree did. */
export const dropFinding = (
  severity: 'warning' | 'error',
  now: KillRate,
  before: KillRate,
  owner: PersonaId,
): Finding => {
  const [first] = places(now).flat();
  return {
    severity,
    rule: 'mutation.drop',
    ...(first === undefined ? {} : { path: first.path }),
    expected: `about ${percent(rateOf(before))} of small changes of the code noticed by tests, as in the accepted tree`,
    actual: `${percent(rateOf(now))} (${String(now.killed)} of ${String(now.tried)})${first === undefined ? '' : `; not this one, for example:\n${clip(diffOf(now, first), SHOWN)}`}`,
    message: `Tests notice less than those of the accepted tree: ${percent(rateOf(now))} of small changes of the code, and ${percent(rateOf(before))} before. Assert what the code does where changes live.`,
    owner,
  };
};
