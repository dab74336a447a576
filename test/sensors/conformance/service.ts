import type { Given } from '../support/product.ts';
import { served, serverOf } from '../support/serving.ts';

const JSON_TYPE = 'application/json';

const answers = (schema: string, ...statuses: readonly string[]): object =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: status,
        ...(status === '204'
          ? {}
          : {
              content: {
                [JSON_TYPE]: {
                  schema: {
                    $ref: `#/components/schemas/${status.startsWith('2') ? schema : 'Error'}`,
                  },
                },
              },
            }),
      },
    ]),
  );

const body = {
  required: true,
  content: { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/NewThing' } } },
};
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } };

const error = { type: 'object', required: ['error'], properties: { error: { type: 'string' } } };
const fields = {
  name: { type: 'string', minLength: 1 },
  size: { type: 'integer' },
  note: { type: ['string', 'null'] },
};

/** A description of things that are made, listed, read, changed and removed. */
export const THINGS = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1.0.0' },
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        parameters: [limit],
        responses: answers('Things', '200', '400'),
      },
      post: {
        operationId: 'addThing',
        requestBody: body,
        responses: answers('Thing', '201', '400'),
      },
    },
    '/things/{id}': {
      parameters: [id],
      get: { operationId: 'readThing', responses: answers('Thing', '200', '404') },
      put: {
        operationId: 'replaceThing',
        requestBody: body,
        responses: answers('Thing', '200', '400', '404'),
      },
      delete: { operationId: 'removeThing', responses: answers('Thing', '204', '404') },
    },
  },
  components: {
    schemas: {
      NewThing: { type: 'object', required: ['name', 'size'], properties: fields },
      Thing: {
        type: 'object',
        required: ['id', 'name', 'size'],
        properties: { id: { type: 'string', readOnly: true }, ...fields },
      },
      Things: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
      Error: error,
    },
  },
};

/** A service of things as its description says. @param more comes before its usual answers. */
export const service = (more = ''): string =>
  serverOf({
    before: 'const kept = new Map();',
    answers: `
    const { method } = request;
    const url = new URL(request.url, 'http://localhost');
    const path = url.pathname;
    const parse = () => { try { return JSON.parse(text); } catch { return undefined; } };
    const body = parse();
    const isRight = typeof body?.name === 'string' && Number.isInteger(body?.size);
    const refuse = (status) => answer(status, { error: 'no' });
    ${more}
    if (path === '/health') return answer(200, { status: 'ok' });
    if (path === '/things' && method === 'GET') {
      return url.searchParams.get('limit') === 'neither' ? refuse(400) : answer(200, [...kept.values()]);
    }
    if (path === '/things' && method === 'POST') {
      if (!isRight) return refuse(400);
      const id = 'thing-' + (kept.size + 1);
      kept.set(id, { ...body, id });
      return answer(201, kept.get(id));
    }
    const id = path.slice('/things/'.length);
    if (!path.startsWith('/things/') || !kept.has(id)) return refuse(404);
    if (method === 'DELETE') { kept.delete(id); return answer(204); }
    if (method === 'PUT') {
      if (!isRight) return refuse(400);
      kept.set(id, { ...body, id });
    }
    return answer(200, kept.get(id));`,
  });

/** A product of two: its service and its description. */
export const product = (source: string, document: object | string = THINGS): Given =>
  served(source, typeof document === 'string' ? document : JSON.stringify(document));

/** A copy of the description with one part changed. */
export const described = (change: (copy: typeof THINGS) => void): object => {
  const copy = structuredClone(THINGS);
  change(copy);
  return copy;
};
