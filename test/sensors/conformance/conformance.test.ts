import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { conformanceSensor } from '../../../src/sensors/conformance/conformance.ts';
import { named, sensedBy } from '../support/product.ts';
import { described, product, service, THINGS } from './service.ts';

const of = (more: string, document: object = THINGS): Promise<Evidence> =>
  sensedBy(product(service(more), document), conformanceSensor);

/** What was asked and what came, for each finding. */
const told = ({ findings }: Evidence): readonly string[] =>
  findings.map(({ severity, rule, expected, actual }) =>
    [severity, rule.replace('conformance.', ''), expected, actual].join(' | '),
  );

describe('conformance', () => {
  test('a service that answers as its document says holds in all', async () => {
    const evidence = await of('');
    expect(evidence).toMatchObject({ command: 'npm start', findings: [] });
    expect(evidence.note).toContain('5 of 5 operations of design/openapi.json');
    // 5 valid; for POST and PUT 2 fields missing, 2 of a wrong type, no JSON; 3 unknown ids; 1 query
    expect(evidence).toMatchObject({ checked: 19, held: 19 });
  });

  test.each([
    ['with the query parameter "limit" wrong', 'url.search', 'status 4XX'],
    ['as the document allows it', '!url.search', 'status 200, 400, default'],
  ])(
    'an answer of 500 is an error also where the document declares it: %s',
    async (how, when, expected) => {
      const document = described((copy) => {
        Object.assign(copy.paths['/things'].get.responses, { default: { description: 'any' } });
      });
      const more = `if (method === "GET" && path === "/things" && ${when}) return refuse(500);`;
      expect(told(await of(more, document))).toEqual([
        `error | server_error | GET /things ${how}: ${expected} | status 500`,
      ]);
    },
  );

  test('a sensible answer that the document is silent about is a warning, and its author’s', async () => {
    const document = described((copy) => {
      copy.paths['/things/{id}'].get.responses = { '200': { description: 'it' } };
    });
    const evidence = await of('', document);
    expect(told(evidence)).toEqual([
      'warning | undeclared | GET /things/{id} of an id that there is not: status 200 | status 404',
    ]);
    expect(named(evidence)).toEqual(['conformance.undeclared design/openapi.json architect']);
  });

  test('a request that the document allows and the service refuses asks for a better document', async () => {
    const evidence = await of(
      'if (method === "POST" && body?.name === "Sample") return refuse(400);',
    );
    expect(told(evidence)).toEqual([
      'warning | refused | POST /things as the document allows it: status 2XX | status 400',
    ]);
    expect(evidence.note).toContain('GET /things/{id} (no id for its path is known)');
  });

  test('what asks for credentials is not probed, and gets no credit', async () => {
    const document = described((copy) => {
      Object.assign(copy, { security: [{ key: [] }] });
      for (const item of [copy.paths['/things'].get, copy.paths['/things'].post]) {
        Object.assign(item.responses, { '401': { description: 'who?' } });
      }
    });
    const evidence = await of('if (path !== "/health") return refuse(401);', document);
    expect(evidence).toMatchObject({ outcome: 'skipped', checked: 0, held: 0 });
    expect(evidence.note).toContain('POST /things (it asks for credentials)');
  });

  test('the same fault has the same words each time', async () => {
    const more =
      'if (method === "GET") return answer(200, { at: Date.now(), pid: process.pid, id: require("node:crypto").randomUUID() });';
    const [first, second] = [await of(more), await of(more)];
    expect(first.findings.length).toBeGreaterThan(0);
    expect(second.findings).toEqual(first.findings);
  });

  test.each([
    ['without a document', { 'design/openapi.json': '' }, 'no operation of OpenAPI 3'],
    [
      'of an older OpenAPI',
      { 'design/openapi.json': '{"swagger":"2.0","paths":{}}' },
      'no operation',
    ],
    ['that is not started', { 'package.json': '{"name":"library"}' }, 'no start command'],
  ])('a product %s is skipped', async (_, files, note) => {
    const given = product(service());
    const evidence = await sensedBy({ files: { ...given.files, ...files } }, conformanceSensor);
    expect(evidence).toMatchObject({ outcome: 'skipped', checked: 0 });
    expect(evidence.note).toContain(note);
  });

  test('a product that does not start is its producer’s, with its last words', async () => {
    const evidence = await sensedBy(product('throw new Error("no config");'), conformanceSensor);
    expect(named(evidence)).toEqual(['conformance.start src/main.js backend']);
    expect(evidence).toMatchObject({ checked: 1, held: 0 });
    expect(evidence.findings[0]?.message).toMatch(/exit code 1\. .*no config/s);
  });
});
