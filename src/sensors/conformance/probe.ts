import type { Described, DescribedApi } from './described.ts';
import type { Fault } from './fault.ts';
import { unknownId, wrongBodies, wrongQuery } from './invalid.ts';
import type { InvalidRequest } from './invalid.ts';
import { judgeInvalid, judgeValid } from './judge.ts';
import type { Verdict } from './judge.ts';
import { inOrder } from './order.ts';
import { validRequest } from './valid.ts';
import type { ValidRequest } from './valid.ts';
import type { Said, Wire } from './wire.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

/** What came of asking a service for all that its document describes. */
export interface Probed {
  /** Requests whose answers were judged, and those among them that were as declared. */
  readonly checked: number;
  readonly held: number;
  readonly faults: readonly Fault[];
  /** Operations that no request as the document allows it could be judged for, with why. */
  readonly unprobed: readonly string[];
  readonly operations: number;
  /** One line for each request. */
  readonly log: readonly string[];
}

const OPERATIONS = 100;

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

interface Prober {
  readonly api: DescribedApi;
  readonly wire: Wire;
  readonly world: World;
  readonly note: (request: string, verdict: Verdict) => void;
  readonly leave: (operation: Described, why: string) => void;
}

const silent = (request: string, { how }: Extract<Said, { kind: 'silent' }>): Verdict => ({
  kind: 'fault',
  fault: {
    severity: 'error',
    rule: 'conformance.no_answer',
    at: 'service',
    request,
    expected: 'an answer',
    actual: how,
    advice: 'answer every request, and go on after each',
  },
});

/** Why an operation is not asked at all. */
const untouchable = ({ method, answers }: Described): string | undefined => {
  if (!METHODS.has(method)) return 'nothing is asked by this method';
  const streams = answers.some(({ content }) => 'text/event-stream' in content);
  return streams ? 'its answers have no end' : undefined;
};

/** @returns the request and whether it succeeded; `undefined` where nothing could be learned. */
const askValid = async (
  { api, wire, world, note, leave }: Prober,
  operation: Described,
): Promise<ValidRequest | undefined> => {
  const request = validRequest(operation, api, world);
  if ('none' in request) {
    leave(operation, request.none);
    return undefined;
  }
  const { path, headers, body } = request;
  const said = await wire.ask({
    method: operation.method,
    path,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (said.kind === 'spent') {
    leave(operation, said.why);
    return undefined;
  }
  const name = `${operation.name} as the document allows it`;
  if (said.kind === 'silent') {
    note(name, silent(name, said));
    return undefined;
  }
  const { response } = said;
  const isMade = operation.method === 'GET' && operation.path.endsWith('}');
  const verdict = judgeValid(operation, api, response, isMade);
  if (verdict.kind === 'credentials') leave(operation, 'it asks for credentials');
  else note(name, verdict);
  if (response.status < 200 || response.status >= 300) return undefined;
  if (operation.method === 'POST') world.learnMade(operation.path, response);
  if (operation.method === 'GET') world.learnListed(operation.path, response);
  if (operation.method === 'DELETE') world.forget(operation.path.replace(/\/\{[^{}]+\}$/, ''));
  return operation.isProtected ? undefined : request;
};

const askInvalid = async (
  { api, wire, note }: Prober,
  operation: Described,
  requests: readonly InvalidRequest[],
): Promise<void> => {
  for (const request of requests) {
    const { method } = operation;
    const { path, headers, text, how } = request;
    const body = text === undefined ? {} : { body: text };
    const said = await wire.ask({ method, path, headers, ...body });
    if (said.kind === 'spent') return;
    const name = `${operation.name} ${how}`;
    if (said.kind === 'silent') note(name, silent(name, said));
    else note(name, judgeInvalid(operation, api, request, said.response));
  }
};

const askAll = async (prober: Prober, operation: Described): Promise<void> => {
  const why = untouchable(operation);
  if (why !== undefined) {
    prober.leave(operation, why);
    return;
  }
  const { api, world } = prober;
  const filled = world.fill(operation.path);
  const taken = await askValid(prober, operation);
  if (taken === undefined) return;
  await askInvalid(prober, operation, [
    ...wrongBodies(operation, api, taken),
    ...(filled === undefined ? [] : unknownId(operation, api, filled, taken.body)),
    ...wrongQuery(operation, api, taken),
  ]);
};

const lineOf = (request: string, verdict: Verdict): string => {
  if (verdict.kind !== 'fault') return `held    ${request}`;
  const { expected, actual, severity } = verdict.fault;
  return `${severity.padEnd(7)} ${request}: expected ${expected}; got ${actual}`;
};

/** Asks a service for what its document describes: rightly, then wrongly, in a fixed order. */
export const probe = async (api: DescribedApi, wire: Wire): Promise<Probed> => {
  const verdicts: Verdict[] = [];
  const log: string[] = [];
  const unprobed: string[] = [];
  const prober: Prober = {
    api,
    wire,
    world: createWorld(),
    note(request, verdict) {
      verdicts.push(verdict);
      log.push(lineOf(request, verdict));
    },
    leave(operation, why) {
      unprobed.push(`${operation.name} (${why})`);
      log.push(`left    ${operation.name}: ${why}`);
    },
  };
  const operations = inOrder(api).slice(0, OPERATIONS);
  for (const operation of operations) await askAll(prober, operation);
  for (const operation of inOrder(api).slice(OPERATIONS)) {
    prober.leave(operation, `after ${String(OPERATIONS)} operations`);
  }
  return {
    checked: verdicts.length,
    held: verdicts.filter(({ kind }) => kind === 'held').length,
    faults: verdicts.flatMap((each) => (each.kind === 'fault' ? [each.fault] : [])),
    unprobed,
    operations: api.operations.length,
    log,
  };
};
