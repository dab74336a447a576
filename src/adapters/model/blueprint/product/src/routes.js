import { readJson } from './body.js';
import { etagOf } from './etag.js';
import { methodNotAllowed, notFound } from './problem.js';
import { parseQuery } from './query.js';
import { childrenOf } from './relations.js';

const one = (status, record, headers = {}) => ({
  status,
  body: record,
  headers: { etag: etagOf(record), ...headers },
});

/**
 * Finds what answers a request:
 *
 *     GET POST               /tasks
 *     GET PUT PATCH DELETE   /tasks/{id}
 *     GET                    /projects/{id}/tasks
 *
 * @returns {(request: import('node:http').IncomingMessage, url: URL) => Promise<{ status: number, body?: object, headers?: object }>}
 */
export function createRoutes(entities, records) {
  const byPath = new Map(entities.map((entity) => [entity.path, entity]));

  const collection = (entity) => ({
    GET: (request, url) => ({
      status: 200,
      body: records.list(entity, parseQuery(entity, url.searchParams)),
    }),
    POST: async (request) => {
      const record = await records.create(entity, await readJson(request));
      return one(201, record, { location: `/${entity.path}/${record.id}` });
    },
  });

  const member = (entity, id) => ({
    GET: () => one(200, records.read(entity, id)),
    PUT: async (request) =>
      one(
        200,
        await records.replace(entity, id, await readJson(request), request.headers['if-match']),
      ),
    PATCH: async (request) =>
      one(
        200,
        await records.update(entity, id, await readJson(request), request.headers['if-match']),
      ),
    DELETE: async (request) => {
      await records.remove(entity, id, request.headers['if-match']);
      return { status: 204 };
    },
  });

  const nested = (parent, id, child) => ({
    GET: (request, url) => ({
      status: 200,
      body: records.listChildren(parent, id, child, parseQuery(child, url.searchParams)),
    }),
  });

  function resourceAt(pathname) {
    const [path, id, childPath, ...rest] = pathname.slice(1).split('/');
    if (pathname === '/health') return { GET: () => ({ status: 200, body: { status: 'ok' } }) };
    const entity = byPath.get(path);
    if (!entity || id === '' || rest.length > 0) return undefined;
    if (id === undefined) return collection(entity);
    if (childPath === undefined) return member(entity, id);
    const child = childrenOf(entity, entities).find((item) => item.entity.path === childPath);
    return child && nested(entity, id, child.entity);
  }

  return async (request, url) => {
    const resource = resourceAt(url.pathname);
    if (!resource) throw notFound(`There is nothing at ${url.pathname}`);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    if (!Object.hasOwn(resource, method)) {
      throw methodNotAllowed(request.method, Object.keys(resource));
    }
    return resource[method](request, url);
  };
}
