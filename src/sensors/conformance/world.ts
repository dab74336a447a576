import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import type { ServiceResponse } from '../../ports/sandbox.ts';
import { parseJson } from '../bounded/json.ts';

const ID_NAMES = ['id', '_id', 'uuid'];

/** The id in a thing: `id`, or the first field that is named like one. */
const idIn = (thing: JsonObject): string | undefined => {
  const key =
    ID_NAMES.find((name) => thing[name] !== undefined) ??
    Object.keys(thing).find((name) => /_id$|Id$/.test(name));
  const value = key === undefined ? undefined : thing[key];
  const id = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return id === '' || id.length > 200 ? undefined : id;
};

const jsonOf = ({ body }: ServiceResponse): unknown => {
  const value = parseJson(body);
  return value.ok ? value.value : undefined;
};

/** The thing itself, also where an answer wraps it in `data`. */
export const thingIn = (response: ServiceResponse): JsonObject => {
  const value = jsonOf(response);
  if (!isObject(value)) return {};
  return isObject(value['data']) ? value['data'] : value;
};

/** The first thing of a list, also where an answer wraps the list in a field. */
const firstIn = (response: ServiceResponse): JsonObject => {
  const value = jsonOf(response);
  const list = isObject(value) ? Object.values(value).find(Array.isArray) : value;
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  return isObject(first) ? first : {};
};

/** The id of what was just made: in the body, else the end of its address. */
export const idOfMade = (response: ServiceResponse): string | undefined => {
  const id = idIn(thingIn(response)) ?? response.headers['location']?.split(/[/?#]/).at(-1);
  return id === undefined || id === '' ? undefined : id;
};

const PARAMETER = /^\{[^{}]+\}$/;

/** `/projects/{id}/tasks` and `/projects/{projectId}/tasks` are the same place. */
const placeOf = (parts: readonly string[]): string =>
  parts.map((part) => (PARAMETER.test(part) ? '{}' : part)).join('/');

/** Ids that the service has given, by the collection that they are of. */
export interface World {
  /** Keeps the id of what an answer tells was made at a path, or is listed there. */
  learnMade(path: string, response: ServiceResponse): void;
  learnListed(path: string, response: ServiceResponse): void;
  /** A path with its parameters filled; `undefined` where no id is known. */
  fill(path: string): string | undefined;
  /** The id of a thing of a collection. */
  idAt(path: string): string | undefined;
  forget(path: string): void;
}

/** What is known of a service that nobody has asked yet: nothing. */
export const createWorld = (): World => {
  const ids = new Map<string, string>();
  const idOf = (parts: readonly string[]): string | undefined => {
    const last = parts.at(-1) ?? '';
    const named = [...ids].find(([place]) => place.split('/').at(-1) === last);
    return ids.get(placeOf(parts)) ?? named?.[1];
  };
  const learn = (path: string, id: string | undefined): void => {
    if (id !== undefined) ids.set(placeOf(path.split('/')), id);
  };
  return {
    learnMade(path, response) {
      learn(path, idOfMade(response));
    },
    learnListed(path, response) {
      if (!ids.has(placeOf(path.split('/')))) learn(path, idIn(firstIn(response)));
    },
    fill(path) {
      const parts = path.split('/');
      const filled = parts.map((part, index) => {
        if (!part.includes('{')) return part;
        const id = PARAMETER.test(part) ? idOf(parts.slice(0, index)) : undefined;
        return id === undefined ? undefined : encodeURIComponent(id);
      });
      return filled.includes(undefined) ? undefined : filled.join('/');
    },
    idAt: (path) => idOf(path.split('/')),
    forget(path) {
      ids.delete(placeOf(path.split('/')));
    },
  };
};
