import type { ServiceResponse } from '../../ports/sandbox.ts';
import { contentFault } from './content.ts';
import type { DeclaredAnswer, Described, DescribedApi } from './described.ts';
import type { Fault } from './fault.ts';
import type { Wrong } from './invalid.ts';

/** What a request came to. `refused`: it says nothing of whether the operation works. */
export type Verdict =
  | { readonly kind: 'held' }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'credentials' };

const HELD: Verdict = { kind: 'held' };

const declaredAs = ({ answers }: Described, status: number): DeclaredAnswer | undefined => {
  const named = (name: string): DeclaredAnswer | undefined =>
    answers.find((each) => each.status.toUpperCase() === name);
  return named(String(status)) ?? named(`${String(status)[0] ?? ''}XX`) ?? named('DEFAULT');
};

const statusesOf = ({ answers }: Described): string =>
  answers.map(({ status }) => status).join(', ') || 'none';

const isSuccess = (status: number): boolean => status >= 200 && status < 300;
const isRefusal = (status: number): boolean => status >= 400 && status < 500;
const asksWho = (status: number): boolean => status === 401 || status === 403;

const fault = (
  rule: string,
  severity: Fault['severity'],
  at: Fault['at'],
  [request, expected, actual, advice]: readonly [string, string, string, string],
): Verdict => ({
  kind: 'fault',
  fault: { rule: `conformance.${rule}`, severity, at, request, expected, actual, advice },
});

const serverError = (request: string, expected: string, status: number): Verdict =>
  fault('server_error', 'error', 'service', [
    request,
    expected,
    `status ${String(status)}`,
    'no request may bring the service to an answer of 500 or above',
  ]);

const undeclared = (operation: Described, request: string, status: number): Verdict => {
  const advice = `declare ${String(status)} for ${operation.name}, as the service answers`;
  const what = [
    request,
    `status ${statusesOf(operation)}`,
    `status ${String(status)}`,
    advice,
  ] as const;
  return fault('undeclared', 'warning', 'document', what);
};

const content = (
  request: string,
  declared: DeclaredAnswer,
  response: ServiceResponse,
  api: DescribedApi,
): Verdict => {
  const found = contentFault(request, declared, response, api);
  return found === undefined ? HELD : { kind: 'fault', fault: found };
};

/** Judges the answer to a request that the document allows. @param isMade whether it asks for what was just made. */
export const judgeValid = (
  operation: Described,
  api: DescribedApi,
  response: ServiceResponse,
  isMade: boolean,
): Verdict => {
  const { status } = response;
  const request = `${operation.name} as the document allows it`;
  const declared = declaredAs(operation, status);
  const expected = `status ${statusesOf(operation)}`;
  const actual = `status ${String(status)}`;
  if (status >= 500) return serverError(request, expected, status);
  if (asksWho(status) && (operation.isProtected || declared !== undefined)) {
    return declared === undefined
      ? undeclared(operation, request, status)
      : { kind: 'credentials' };
  }
  if (operation.isProtected && isSuccess(status)) {
    const advice =
      'ask for the credentials that the document says it takes, or take "security" out';
    return fault('open', 'warning', 'service', [
      request,
      'status 401 without credentials',
      actual,
      advice,
    ]);
  }
  if (declared === undefined) {
    const advice = 'answer as the document declares it';
    return fault('status', 'error', 'service', [request, expected, actual, advice]);
  }
  if (isRefusal(status) && isMade) {
    const advice = 'keep what was made, and answer with it';
    return fault('lost', 'error', 'service', [request, 'what was just made', actual, advice]);
  }
  if (isRefusal(status)) {
    const advice = 'say in the schema what the service asks for, or give an example that it takes';
    return fault('refused', 'warning', 'document', [request, 'status 2XX', actual, advice]);
  }
  return content(request, declared, response, api);
};

/** Whether such a request must be refused: a list of nothing and a change that makes are let pass. */
const mustRefuse = (wrong: Wrong, { method, path }: Described): boolean => {
  if (wrong === 'wrong_query') return false;
  return wrong !== 'unknown_id' || (path.endsWith('}') && (method === 'GET' || method === 'PATCH'));
};

/** Judges the answer to a request that is wrong. @param how what is wrong with it. */
export const judgeInvalid = (
  operation: Described,
  api: DescribedApi,
  { wrong, how }: { readonly wrong: Wrong; readonly how: string },
  response: ServiceResponse,
): Verdict => {
  const { status } = response;
  const request = `${operation.name} ${how}`;
  const declared = declaredAs(operation, status);
  if (status >= 500) return serverError(request, 'status 4XX', status);
  if (isSuccess(status) && mustRefuse(wrong, operation)) {
    const expected = wrong === 'unknown_id' ? 'status 404' : 'status 4XX';
    const advice = 'refuse it, as the document says what is allowed';
    const rule = wrong === 'unknown_id' ? 'unknown_id' : 'accepted';
    return fault(rule, 'error', 'service', [request, expected, `status ${String(status)}`, advice]);
  }
  if (declared !== undefined) return content(request, declared, response, api);
  if (isRefusal(status)) return undeclared(operation, request, status);
  const expected = `status ${statusesOf(operation)}`;
  const advice = 'answer as the document declares it';
  return fault('status', 'error', 'service', [
    request,
    expected,
    `status ${String(status)}`,
    advice,
  ]);
};
