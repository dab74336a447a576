import { describe, expect, test } from '@jest/globals';
import { smokeSensor } from '../../../src/sensors/smoke/smoke.ts';
import { named, sensedBy } from '../support/product.ts';
import { api, collection, product, server } from './service.ts';

describe('smoke', () => {
  test('a product that starts, is well, keeps what it is given and stops holds in all', async () => {
    const evidence = await sensedBy(product(server()), smokeSensor);
    expect(evidence).toMatchObject({ checked: 8, held: 8, command: 'npm start', findings: [] });
  });

  test('what a thing refers to is made first', async () => {
    const uuid = { type: 'string', format: 'uuid' };
    const paths = [
      collection('comments', { task_id: uuid, text: { type: 'string' } }, ['task_id', 'text']),
      collection('tasks', { categoryId: { type: 'string' } }, ['categoryId']),
      collection('categories', { owner: { type: 'string', 'x-references': 'people' } }, ['owner']),
      collection('people', { boss_id: uuid, home_id: uuid }, ['boss_id', 'home_id', 'chief']),
    ];
    const check = `
      if (method === 'POST') {
        const body = JSON.parse(text);
        const made = (path, id) => kept.has(path + '/' + id);
        if (url === '/categories' && !made('/people', body.owner)) return answer(422, body);
        if (url === '/tasks' && !made('/categories', body.categoryId)) return answer(422, body);
        if (url === '/comments' && !made('/tasks', body.task_id)) return answer(422, body);
      }`;
    // People refer to nothing known, so that they would be chosen alone; only comments are left.
    const document = api(...paths.slice(0, 3), {
      '/people': (paths[3] as Record<string, object>)['/people'],
      '/people/{id}': { get: {} },
    });
    const evidence = await sensedBy(product(server(check), document), smokeSensor);
    expect(evidence).toMatchObject({ held: 8, findings: [] });
  });

  test('a product without a start command is the operator’s to mend', async () => {
    const given = { files: { 'package.json': '{}' } };
    expect(named(await sensedBy(given, smokeSensor))).toEqual(['smoke.start - operator']);
  });

  test('a product that ends at once is told with its last words', async () => {
    const evidence = await sensedBy(product('throw new Error("no config");'), smokeSensor);
    expect(evidence.held).toBe(0);
    expect(named(evidence)).toEqual(['smoke.start src/main.js backend']);
    expect(evidence.findings[0]?.message).toMatch(/ended with exit code 1\. .*no config/s);
  });

  test('a product that is not well is told so', async () => {
    const evidence = await sensedBy(
      product(
        server('if (method === "GET" && !url.startsWith("/tasks/")) return answer(503, {});'),
      ),
      smokeSensor,
    );
    expect(named(evidence)).toEqual(['smoke.health src/main.js backend']);
    expect(evidence).toMatchObject({
      held: 7,
      findings: [{ actual: expect.stringContaining('/health: 503') }],
    });
  });

  test('a fault of the server is its producer’s, with what it printed', async () => {
    const crash =
      'if (method === "POST") { console.error("disk is full"); return answer(500, {}); }';
    const evidence = await sensedBy(product(server(crash)), smokeSensor);
    expect(evidence.held).toBe(4);
    expect(named(evidence)).toEqual(['smoke.write src/main.js backend']);
    expect(evidence.findings[0]?.message).toMatch(/POST \/tasks .*500.*disk is full/s);
  });

  test.each([
    [
      'forgets what it was given',
      'if (url.startsWith("/tasks/")) return answer(404, {});',
      'status 200',
    ],
    [
      'answers with something else',
      'if (url.startsWith("/tasks/")) return answer(200, { title: "?" });',
      'as it was written',
    ],
    [
      'answers with nothing of it',
      'if (url.startsWith("/tasks/")) return answer(200, {});',
      'as it was written',
    ],
  ])('a product that %s is found out', async (_, more, expected) => {
    const evidence = await sensedBy(product(server(more)), smokeSensor);
    expect(named(evidence)).toEqual(['smoke.read src/main.js backend']);
    expect(evidence).toMatchObject({
      held: 5,
      findings: [{ expected: expect.stringContaining(expected) }],
    });
  });

  test('without a description of its interface there is a warning, and less credit', async () => {
    const evidence = await sensedBy(product(server(), '{"paths":{}}'), smokeSensor);
    expect(evidence).toMatchObject({ checked: 7, held: 5, findings: [{ severity: 'warning' }] });
    expect(named(evidence)).toEqual(['smoke.openapi design/openapi.json architect']);
  });

  test('the same fault has the same words each time, whatever the port', async () => {
    const crash =
      'if (method === "POST") { console.error("at", request.headers, process.env.PORT, new Date()); process.exit(3); }';
    const [first, second] = [
      await sensedBy(
        product(server(crash.replace(', process.env.PORT', ', "port " + process.env.PORT'))),
        smokeSensor,
      ),
      await sensedBy(
        product(server(crash.replace(', process.env.PORT', ', "port " + process.env.PORT'))),
        smokeSensor,
      ),
    ];
    expect(first.findings).toHaveLength(1);
    expect(second.findings).toEqual(first.findings);
  });
});
