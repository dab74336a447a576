import type { Given } from '../support/product.ts';
import { served, serverOf } from '../support/serving.ts';

/** What a description says of one collection. */
export const collection = (
  name: string,
  properties: object,
  required: readonly string[],
): object => ({
  [`/${name}`]: {
    post: {
      requestBody: {
        content: { 'application/json': { schema: { type: 'object', properties, required } } },
      },
    },
  },
  [`/${name}/{id}`]: { get: {} },
});

/** Tasks, of which only the title is asked for. */
const TASKS = collection('tasks', { title: { type: 'string' }, done: { type: 'boolean' } }, [
  'title',
]);

/** A description of some collections. */
export const api = (...paths: readonly object[]): string =>
  JSON.stringify({ openapi: '3.1.0', paths: Object.assign({}, ...paths) as object });

/** A small server that keeps what it is given in a file; `more` goes before its usual answers. */
export const server = (more = '', atEnd?: string): string =>
  serverOf({
    before: `const fs = require('node:fs');
const load = () => { try { return JSON.parse(fs.readFileSync('kept.json', 'utf8')); } catch { return []; } };
const kept = new Map(load());`,
    answers: `
    const { method, url } = request;
    ${more}
    if (url === '/health') return answer(200, { status: 'ok' });
    if (method === 'POST') {
      const id = String(kept.size + 1);
      const body = JSON.parse(text);
      kept.set(url + '/' + id, { ...body, id });
      fs.writeFileSync('kept.json', JSON.stringify([...kept]));
      return answer(201, { ...body, id });
    }
    return kept.has(url) ? answer(200, kept.get(url)) : answer(404, {});`,
    ...(atEnd === undefined ? {} : { atEnd }),
  });

/** A product of two: its server and its description. */
export const product = (source: string, document = api(TASKS)): Given => served(source, document);
