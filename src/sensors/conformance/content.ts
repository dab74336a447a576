import { isObject } from '../../domain/brand.ts';
import type { ServiceResponse } from '../../ports/sandbox.ts';
import { parseJson } from '../bounded/json.ts';
import { clip } from '../normalize.ts';
import type { DeclaredAnswer, DescribedApi } from './described.ts';
import type { Fault } from './fault.ts';

/** More of a body than this is cut off by who asks, and can't be judged. */
const BODY_BYTES = 1024 ** 2;

const WITHOUT_BODY = new Set([204, 205, 304]);

const typeOf = (header: string): string => header.split(';')[0]?.trim().toLowerCase() ?? '';

const covers = (declared: string, type: string): boolean => {
  const range = typeOf(declared);
  return (
    range === '*/*' ||
    range === type ||
    (range.endsWith('/*') && type.startsWith(range.slice(0, -1)))
  );
};

const isJson = (type: string): boolean => /[/+]json$/.test(type);

type Where = Pick<Fault, 'severity' | 'at' | 'request'>;

const bodyFault = (
  where: Where,
  schema: unknown,
  body: string,
  api: DescribedApi,
): Fault | undefined => {
  const rule = 'conformance.body';
  const advice = 'answer with what the document declares';
  if (Buffer.byteLength(body) >= BODY_BYTES) {
    const actual = 'a body of 1 MB or more';
    return { ...where, rule, expected: 'a body below 1 MB', actual, advice: 'answer in pages' };
  }
  const value = parseJson(body);
  if (!value.ok) return { ...where, rule, expected: 'JSON', actual: value.problem, advice };
  const judged = api.values(schema, 'service', value.value);
  if (judged.kind !== 'invalid') return undefined;
  return {
    ...where,
    rule,
    expected: 'a body that fits the schema',
    actual: judged.problem,
    advice,
  };
};

/** What is wrong with the media type or the body of an answer whose status is declared. */
export const contentFault = (
  request: string,
  { content }: DeclaredAnswer,
  { status, headers, body }: ServiceResponse,
  api: DescribedApi,
): Fault | undefined => {
  const declared = Object.keys(content);
  if (declared.length === 0 || WITHOUT_BODY.has(status)) return undefined;
  const where: Where = { severity: 'error', at: 'service', request };
  const type = typeOf(headers['content-type'] ?? '');
  const found = declared.find((each) => covers(each, type));
  if (found === undefined) {
    return {
      ...where,
      rule: 'conformance.content_type',
      expected: clip(declared.join(', '), 200),
      actual: type === '' ? 'no content-type' : clip(type, 100),
      advice: 'answer with the media type that the document declares',
    };
  }
  const media = content[found];
  const schema = isObject(media) ? media['schema'] : undefined;
  return isJson(type) && schema !== undefined ? bodyFault(where, schema, body, api) : undefined;
};
