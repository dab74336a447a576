import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import type { SandboxService, ServiceRequest, ServiceResponse } from '../../ports/sandbox.ts';
import { idOfMade, thingIn } from '../conformance/world.ts';
import type { ApiDocument, Collection } from './openapi.ts';
import { referencesOf } from './references.ts';
import { sampleObject } from './sample.ts';

/** A step that did not come out as it should. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  readonly step: 'write' | 'read';
  readonly expected: string;
  readonly actual: string;
  readonly server: boolean;

  constructor(
    step: 'write' | 'read',
    what: {
      readonly request: string;
      readonly expected: string;
      readonly actual: string;
      readonly server?: boolean;
    },
  ) {
    super(`${what.request}: ${what.actual} instead of ${what.expected}`);
    this.step = step;
    this.expected = what.expected;
    this.actual = what.actual;
    this.server = what.server ?? false;
  }
}

const TIMEOUT_MS = 10_000;
/** Parents of parents; deeper ones end in a refusal of the product. */
const DEPTH = 5;

const send = (
  service: SandboxService,
  method: string,
  path: string,
  body?: JsonObject,
): Promise<ServiceResponse> => {
  const request: ServiceRequest = { method, path, timeoutMs: TIMEOUT_MS };
  if (body === undefined) return service.request(request);
  return service.request({
    ...request,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
};

/** A thing that was made, and where it is read. */
export interface Made {
  readonly id: string;
  readonly path: string;
  /** The same with its parameter, for people. */
  readonly item: string;
  readonly body: JsonObject;
}

const placeOf = (
  collection: Collection,
  response: ServiceResponse,
): Pick<Made, 'id' | 'path'> | undefined => {
  const { location } = response.headers;
  const id = idOfMade(response);
  if (id === undefined) return undefined;
  const path = collection.item.replace(/\{[^{}]+\}$/, encodeURIComponent(id));
  return { id, path: location?.replace(/^https?:\/\/[^/]+/, '') ?? path };
};

const create = async (
  service: SandboxService,
  api: ApiDocument,
  collection: Collection,
  depth: number,
): Promise<Made> => {
  const references: Record<string, unknown> = {};
  for (const { field, to } of depth === 0 ? [] : referencesOf(api, collection)) {
    references[field] = (await create(service, api, to, depth - 1)).id;
  }
  const sample = collection.example ?? sampleObject(collection.schema, api.resolve);
  const body = { ...sample, ...references };
  const response = await send(service, 'POST', collection.path, body);
  const request = `POST ${collection.path} with ${JSON.stringify(body)}`;
  if (response.status !== 201 && response.status !== 200) {
    const actual = `${String(response.status)} ${response.body.slice(0, 300)}`.trim();
    const server = response.status >= 500;
    throw new StepFailed('write', { request, expected: 'status 201', actual, server });
  }
  const place = placeOf(collection, response);
  if (place === undefined) {
    const expected = 'a Location header or an id in the body';
    throw new StepFailed('write', { request, expected, actual: 'neither' });
  }
  return { ...place, item: collection.item, body };
};

/** Texts of numbers are as good as numbers, and a service may add fields of its own. */
const sameValue = (sent: unknown, got: unknown): boolean => {
  if (Array.isArray(sent) && Array.isArray(got)) {
    return sent.length === got.length && sent.every((each, at) => sameValue(each, got[at]));
  }
  if (isObject(sent) || isObject(got)) {
    if (!isObject(sent) || !isObject(got)) return false;
    return Object.entries(sent).every(
      ([name, value]) => !(name in got) || sameValue(value, got[name]),
    );
  }
  return String(sent) === String(got);
};

/** Makes a thing, with all that it refers to. @throws StepFailed */
export const write = (
  service: SandboxService,
  api: ApiDocument,
  collection: Collection,
): Promise<Made> => create(service, api, collection, DEPTH);

/** Reads a thing back. @param when it was made, for people. @throws StepFailed */
export const readBack = async (
  service: SandboxService,
  made: Made,
  when = 'what was just made',
): Promise<void> => {
  const response = await send(service, 'GET', made.path);
  const request = `GET ${made.item} of ${when}`;
  if (response.status !== 200) {
    const actual = `${String(response.status)} ${response.body.slice(0, 300)}`.trim();
    const server = response.status >= 500;
    throw new StepFailed('read', { request, expected: 'status 200', actual, server });
  }
  const thing = thingIn(response);
  const wrong = Object.entries(made.body).find(
    ([name, value]) => name in thing && !sameValue(value, thing[name]),
  );
  const kept = Object.keys(made.body).some((name) => name in thing);
  if (kept && wrong === undefined) return;
  const [name, value] = wrong ?? Object.entries(made.body)[0] ?? ['body', ''];
  const expected = `"${name}" as it was written (${JSON.stringify(value)})`;
  const actual = name in thing ? JSON.stringify(thing[name]) : 'no such field';
  throw new StepFailed('read', { request, expected, actual });
};
