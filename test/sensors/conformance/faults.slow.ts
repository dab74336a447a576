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

describe('a service that does not answer as its document says', () => {
  test.each([
    [
      'a status that is not declared',
      'if (method === "GET" && path === "/things") return answer(206, []);',
      'error | status | GET /things as the document allows it: status 200, 400 | status 206',
    ],
    [
      'a field of a wrong type',
      'if (method === "POST" && isRight) return answer(201, { ...body, id: 7 });',
      'error | body | POST /things as the document allows it: a body that fits the schema | /id must be string',
    ],
    [
      'a field that is missing',
      'if (method === "POST" && isRight) { kept.set("a", body); return answer(201, { id: "a" }); }',
      "error | body | POST /things as the document allows it: a body that fits the schema | the body must have required property 'name'",
    ],
    [
      'another media type',
      'if (method === "GET" && path === "/things") return answer(200, [], { "content-type": "text/html; charset=utf-8" });',
      'error | content_type | GET /things as the document allows it: application/json | text/html',
    ],
    [
      'a body that is no JSON',
      'if (method === "GET" && path === "/things") { response.writeHead(200, { "content-type": "application/json" }); return response.end("[{"); }',
      'error | body | GET /things as the document allows it: JSON | not valid JSON',
    ],
    [
      'a request without what is required that is taken',
      'if (method === "PUT" && body?.name === undefined && body?.size) return answer(200, kept.values().next().value);',
      'error | accepted | PUT /things/{id} with "name" missing: status 4XX | status 200',
    ],
    [
      'a text that is no JSON that is taken',
      'if (method === "POST" && body === undefined) return answer(201, { id: "x", name: "x", size: 1 });',
      'error | accepted | POST /things with a body that is no JSON: status 4XX | status 201',
    ],
    [
      'an unknown id that is answered as a known one',
      'if (method === "GET" && path.startsWith("/things/") && !kept.has(path.slice(8))) return answer(200, { id: "x", name: "x", size: 1 });',
      'error | unknown_id | GET /things/{id} of an id that there is not: status 404 | status 200',
    ],
    [
      'what was made and is lost',
      'if (method === "GET" && path.startsWith("/things/")) return refuse(404);',
      'error | lost | GET /things/{id} as the document allows it: what was just made | status 404',
    ],
    [
      'an error of the server',
      'if (method === "POST" && body && typeof body.size !== "number") body.size.toFixed.call.x.y();',
      'error | no_answer | POST /things with "size" missing: an answer | the service ended',
    ],
  ])('%s is named, with what was asked and what came', async (_, more, expected) => {
    const evidence = await of(more);
    expect(told(evidence)[0]).toBe(expected);
    expect(named(evidence)[0]).toMatch(/ src\/main\.js backend$/);
    expect(evidence.held).toBeLessThan(evidence.checked);
  });

  test('what the document protects and the service gives to anybody is a warning', async () => {
    const document = described((copy) => {
      Object.assign(copy.paths['/things'].get, { security: [{ key: [] }] });
    });
    expect(told(await of('', document))).toEqual([
      'warning | open | GET /things as the document allows it: status 401 without credentials | status 200',
    ]);
  });

  test('an address below a path of the server is found', async () => {
    const document = { ...THINGS, servers: [{ url: 'https://api.example.com/v1/' }] };
    const more = 'if (!path.startsWith("/v1/") && path !== "/health") return refuse(418);';
    const source = service(more)
      .replace(
        'const path = url.pathname;',
        'const path0 = url.pathname; const path = path0.replace("/v1", "");',
      )
      .replace('!path.startsWith("/v1/")', '!path0.startsWith("/v1/")');
    const evidence = await sensedBy(product(source, document), conformanceSensor);
    expect(evidence).toMatchObject({ checked: 19, held: 19, findings: [] });
  });
});
