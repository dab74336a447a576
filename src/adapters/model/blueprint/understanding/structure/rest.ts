import type { Evidence, Findings, Tie } from '../evidence.ts';
import { isPlural, singular } from '../inflection.ts';
import { entityName } from '../names.ts';
import { isNeverEntity } from '../vocabulary.ts';
import { wordSet } from '../words/word-set.ts';

const METHOD_PATH =
  /\b(?:GET|POST|PUT|PATCH|DELETE)\b[\s|`:*]{1,12}(?:https?:\/\/[\w.:-]{1,100})?(\/[\w\-/{}:<>[\].]{1,200})/g;
const BARE_PATH = /(?:^|[\s`("'])(\/[a-z][\w-]{1,40}(?:\/[\w\-{}:<>]{1,40}){0,6})/g;
const MAX_PATHS = 400;
const SKIPPED = wordSet(`
  api rest v1 v2 v3 auth login logout signin signup register me self search health healthz status
  metrics stats statistics docs swagger openapi graphql export import upload download bulk batch
  public admin static assets images results settings analytics dashboard summary reports token tokens
  users-me webhooks usr etc tmp var home bin opt src dev lib sys proc
`);

function isParameter(segment: string): boolean {
  return /^(\{.*\}|:.+|<.*>|\[.*\]|\d+)$/.test(segment);
}

/** The resources on a path, outermost first: plural segments, and those that a parameter follows. */
function resourcesOn(path: string): readonly string[] {
  const segments = path
    .replace(/\.(?:json|xml)$/, '')
    .split('/')
    .filter((segment) => segment !== '');
  return segments
    .filter((segment, index) => {
      if (isParameter(segment) || SKIPPED.has(segment.toLowerCase()) || segment.includes('.'))
        return false;
      const next = segments[index + 1];
      const last = segment.toLowerCase().split(/[-_]/).at(-1) ?? '';
      return isPlural(last) || (singular(last) === last && next !== undefined && isParameter(next));
    })
    .map((segment) => entityName(segment))
    .filter((name) => name !== '' && !isNeverEntity(name));
}

function pathsIn(text: string): readonly string[] {
  const withMethod = [...text.matchAll(METHOD_PATH)]
    .slice(0, MAX_PATHS)
    .map((match) => match[1] ?? '');
  if (withMethod.length > 0) return withMethod;
  const bare = [...text.matchAll(BARE_PATH)].slice(0, MAX_PATHS).map((match) => match[1] ?? '');
  return bare.some((path) => /[{:<]/.test(path)) ? bare : [];
}

/** Resources of REST paths: `GET /books/{id}/reviews` shows books, and reviews that belong to them. */
export function fromRestPaths(text: string): Findings {
  const evidence: Evidence[] = [];
  const ties: Tie[] = [];
  for (const path of pathsIn(text)) {
    const resources = resourcesOn(path);
    for (const [index, entity] of resources.entries()) {
      evidence.push({ entity, rule: 'rest' });
      const parent = resources[index - 1];
      if (parent !== undefined) ties.push({ from: entity, kind: 'belongsTo', to: parent });
    }
  }
  return { evidence, ties };
}
