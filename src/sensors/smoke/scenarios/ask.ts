import { isObject } from '../../../domain/brand.ts';
import type { Described, DescribedApi } from '../../conformance/described.ts';
import { unknownId, wrongBodies } from '../../conformance/invalid.ts';
import { inOrder } from '../../conformance/order.ts';
import { validRequest } from '../../conformance/valid.ts';
import type { ValidRequest } from '../../conformance/valid.ts';
import type { Said, Wire } from '../../conformance/wire.ts';
import { createWorld } from '../../conformance/world.ts';
import type { World } from '../../conformance/world.ts';
import type { Way } from './map.ts';

/** What an operation answered when it was asked in one way; or why it was not. */
export type Told = { readonly status: number } | { readonly none: string };

/** Asks operations of a service in the ways that scenarios speak of. */
export interface Asker {
  ask(operation: Described, way: Way, text: string): Promise<Told>;
}

const told = (said: Said): Told => {
  if (said.kind === 'answer') return { status: said.response.status };
  return { none: said.kind === 'spent' ? said.why : said.how };
};

const isSuccess = (said: Said): boolean =>
  said.kind === 'answer' && said.response.status >= 200 && said.response.status < 300;

type Sent = Pick<ValidRequest, 'path' | 'headers'> & { readonly text?: string };

/** A body without the required fields that a text names, or without any where it names none. */
const withoutFields = (
  request: ValidRequest,
  { body }: Described,
  text: string,
): Sent | undefined => {
  const { path, headers } = request;
  const schema = body?.media['schema'];
  if (!isObject(request.body) || schema === undefined) return undefined;
  const words = new Set(text.toLowerCase().match(/[\w-]+/g) ?? []);
  const named = Object.keys(request.body).filter((name) => words.has(name.toLowerCase()));
  const left = Object.entries(request.body).filter(
    ([name]) => named.length > 0 && !named.includes(name),
  );
  return { path, headers, text: JSON.stringify(Object.fromEntries(left)) };
};

const wrongly = (
  operation: Described,
  api: DescribedApi,
  request: ValidRequest,
  way: Exclude<Way, 'valid'>,
  text: string,
  filled: string,
): Sent | undefined => {
  if (way === 'missing_field') return withoutFields(request, operation, text);
  if (way === 'unknown_id') return unknownId(operation, api, filled, request.body)[0];
  return wrongBodies(operation, api, request).find(({ wrong }) => wrong === way);
};

/** Makes one thing of each collection, and remembers what making it answered. */
const prepare = async (
  api: DescribedApi,
  wire: Wire,
  world: World,
): Promise<Map<Described, Told>> => {
  const made = new Map<Described, Told>();
  for (const operation of inOrder(api).filter(({ method }) => method === 'POST')) {
    const request = validRequest(operation, api, world);
    if ('none' in request) continue;
    const said = await send(wire, operation, request);
    if (isSuccess(said) && said.kind === 'answer') world.learnMade(operation.path, said.response);
    made.set(operation, told(said));
  }
  return made;
};

const send = (wire: Wire, { method }: Described, request: ValidRequest): Promise<Said> => {
  const { path, headers, body } = request;
  return wire.ask({
    method,
    path,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};

/** A service with one thing of each collection made in it. */
export const createAsker = async (api: DescribedApi, wire: Wire): Promise<Asker> => {
  const world = createWorld();
  const made = await prepare(api, wire, world);

  /** Another thing of the collection that an item is of: one that nothing refers to. */
  const fresh = async ({ path }: Described): Promise<boolean> => {
    const collection = path.replace(/\/\{[^{}]+\}$/, '');
    const post = [...made.keys()].find((each) => each.path === collection);
    const request = post === undefined ? undefined : validRequest(post, api, world);
    if (post === undefined || request === undefined || 'none' in request) return false;
    const said = await send(wire, post, request);
    if (!isSuccess(said) || said.kind !== 'answer') return false;
    world.learnMade(collection, said.response);
    return true;
  };

  return {
    async ask(operation, way, text) {
      const before = way === 'valid' ? made.get(operation) : undefined;
      if (before !== undefined) return before;
      const removes = way === 'valid' && operation.method === 'DELETE';
      if (removes && !(await fresh(operation))) return { none: 'nothing could be made to remove' };
      const request = validRequest(operation, api, world);
      if ('none' in request) return request;
      if (way === 'valid') {
        const said = await send(wire, operation, request);
        if (removes) await fresh(operation);
        return told(said);
      }
      const filled = world.fill(operation.path) ?? operation.path;
      const wrong = wrongly(operation, api, request, way, text, filled);
      if (wrong === undefined) return { none: 'no such request could be made' };
      const { path, headers, text: body } = wrong;
      const sent = { method: operation.method, path, headers };
      return told(await wire.ask(body === undefined ? sent : { ...sent, body }));
    },
  };
};
