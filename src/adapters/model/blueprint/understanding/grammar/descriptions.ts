import { together } from '../evidence.ts';
import type { Findings } from '../evidence.ts';
import type { Token } from '../tagger.ts';
import { fromForEach } from './for-each.ts';
import { fromDescribed, fromHas } from './having.ts';
import { fromNoted, fromOf, fromOpening } from './of-each.ts';
import { fromPossessive, fromTheir, fromWhose } from './possessives.ts';
import type { Topics } from './topics.ts';

const RULES = [
  fromHas,
  fromDescribed,
  fromForEach,
  fromPossessive,
  fromTheir,
  fromWhose,
  fromOf,
  fromOpening,
  fromNoted,
];

/** Properties that prose gives to records. */
export function fromDescriptions(tokens: readonly Token[], topics: Topics): Findings {
  const found: Findings[] = [];
  for (let index = 0; index < tokens.length; index += 1)
    for (const rule of RULES) {
      const findings = rule(tokens, index, topics);
      if (findings !== undefined) found.push(findings);
    }
  return together(found);
}
