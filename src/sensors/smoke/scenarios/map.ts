import type { Described } from '../../conformance/described.ts';
import { plain, variants } from '../../names.ts';
import type { ScenarioText } from '../../scenarios/feature.ts';

/** How the request of a scenario is made. */
export type Way = 'valid' | 'missing_field' | 'wrong_type' | 'malformed' | 'unknown_id';

/** A scenario as requests: each of these operations, asked in this way, answers with the status. */
export interface Mapped {
  readonly operations: readonly Described[];
  readonly way: Way;
  readonly status: number;
}

/** Ahead of the number of a status, in a Then. */
const STATUS =
  /\b(?:answers?|status(?: code)?|code|response|returns?|refused|gets?|receives?)\b(?: (?:is|are|of|with|has|a|an|the|status|code|HTTP|by))*:? ?\(?([1-5]\d\d)\b/i;

/** The words by which a step names what it does, by the method that does it. */
const VERBS: readonly (readonly [string, RegExp])[] = [
  ['POST', /\b(?:creat|add|post|sen[dt]|submit|regist|record)\w*/i],
  ['GET', /\b(?:read|list|ask|get|fetch|view|request|look|search|open)\w*/i],
  ['PUT', /\breplac\w*/i],
  ['PATCH', /\b(?:chang|updat|edit|renam)\w*/i],
  ['DELETE', /\b(?:delet|remov)\w*/i],
];

const WAYS: readonly (readonly [Way, ReadonlySet<number>, RegExp])[] = [
  ['malformed', new Set([400, 422]), /\b(?:broken|malformed|invalid|not) JSON\b|\bis no JSON\b/i],
  ['wrong_type', new Set([400, 422]), /\bwrong (?:type|kind)\b/i],
  ['missing_field', new Set([400, 422]), /\b(?:without|missing|lacks|no value)\b/i],
  [
    'unknown_id',
    new Set([404, 410]),
    /\b(?:unknown|does not exist|doesn't exist|do not exist|no such|non-?existent|that no \w+ has|not found)\b/i,
  ],
];

const REQUEST = /\b(GET|POST|PUT|PATCH|DELETE) (\/[^\s"'`,]*)/g;

/** Whether `/notes/7` or `/notes/{noteId}` is an address of `/notes/{id}`. */
const isAt = (template: string, address: string): boolean => {
  const parts = template.split('/');
  const given = (address.split('?')[0] ?? '').replace(/[.;:]$/, '').split('/');
  return (
    parts.length === given.length &&
    parts.every((part, index) => part.includes('{') || part === given[index])
  );
};

const spelled = (text: string, operations: readonly Described[]): readonly Described[] =>
  [...text.matchAll(REQUEST)].flatMap(([, method, address = '']) =>
    operations.filter((each) => each.method === method && isAt(each.path, address)),
  );

const wordsIn = (text: string): readonly string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .match(/[\p{L}\p{N}]+/gu)
    ?.map(plain) ?? [];

const stem = (word: string): string => word.replace(/e$/, '');

/** Whether each word of an operationId stands in a text: `addNote` in "adds a note". */
const isNamed = ({ id }: Described, words: readonly string[]): boolean => {
  const own = id === undefined ? [] : wordsIn(id);
  return (
    own.length > 1 &&
    own.every((word) =>
      words.some((each) => variants(word).includes(each) || each.startsWith(stem(word))),
    )
  );
};

const scenariosOf = ({ declared }: Described): readonly unknown[] => {
  const ids = declared['x-scenarios'];
  return Array.isArray(ids) ? ids : [];
};

/** Of operations that the document traces to a scenario, those that its verbs mean. */
const byVerbs = (text: string, traced: readonly Described[]): readonly Described[] => {
  const methods = VERBS.filter(([, verb]) => verb.test(text)).map(([method]) => method);
  const found = traced.filter(({ method }) => methods.includes(method));
  return found.length === 0 && traced.length === 1 ? traced : found;
};

const operationsFor = (
  { ids }: ScenarioText,
  action: string,
  operations: readonly Described[],
): readonly Described[] => {
  const explicit = spelled(action, operations);
  if (explicit.length > 0) return explicit;
  const traced = operations.filter((each) =>
    scenariosOf(each).some((id) => ids.includes(String(id))),
  );
  if (traced.length > 0) return byVerbs(action, traced);
  const words = wordsIn(action);
  const named = operations.filter((each) => isNamed(each, words));
  return named.length === 1 ? named : [];
};

const wayOf = (text: string, status: number): Way | undefined =>
  status < 300 ? 'valid' : WAYS.find(([, of, sign]) => of.has(status) && sign.test(text))?.[0];

/** One request for each method: the one of an item where it is an item's id that is unknown. */
const fitting = (operations: readonly Described[], way: Way): readonly Described[] =>
  operations.filter((each) => {
    if (way === 'unknown_id') return each.path.includes('{');
    if (way !== 'valid') return each.body !== undefined;
    return !operations.some((other) => other.method === each.method && other !== each);
  });

/** The requests that a scenario speaks of, and the status that it promises; or why none. */
export const mapScenario = (
  scenario: ScenarioText,
  operations: readonly Described[],
): Mapped | { readonly none: string } => {
  const { title, actions, outcomes } = scenario;
  const [first] = outcomes;
  const status = Number(STATUS.exec(first?.text ?? '')?.[1] ?? NaN);
  if (first === undefined || Number.isNaN(status))
    return { none: 'its first Then names no status' };
  const done = actions.filter(({ line }) => line < first.line).map(({ text }) => text);
  const action = done.join(' ');
  const found = operationsFor(scenario, action, operations);
  if (found.length === 0) return { none: 'its When leads to no operation' };
  const way = wayOf(`${title} ${action}`, status);
  if (way === undefined) return { none: `what makes it ${String(status)} can't be told` };
  const asked = fitting(found, way);
  return asked.length === 0
    ? { none: 'its When leads to several operations' }
    : { operations: asked, way, status };
};
