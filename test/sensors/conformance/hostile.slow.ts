import { describe, expect, test } from '@jest/globals';
import { conformanceSensor } from '../../../src/sensors/conformance/conformance.ts';
import { sensedBy } from '../support/product.ts';
import { described, product, service, THINGS } from './service.ts';

const LIST = 'method === "GET" && path === "/things"';

const GIGABYTE = `
  if (${LIST}) {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = '1,'.repeat(32768);
    let left = 16384;
    const more = () => {
      while (left-- > 0) if (!response.write(chunk)) return response.once('drain', more);
      response.end();
    };
    return more();
  }`;

const DRIP = `
  if (${LIST}) {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 500);
    return response.once('close', () => clearInterval(timer));
  }`;

const CONTINUE = `
  if (${LIST}) {
    const timer = setInterval(() => request.socket.write('HTTP/1.1 100 Continue\\r\\n\\r\\n'), 5);
    return request.socket.once('close', () => clearInterval(timer));
  }`;

const OTHER_PORT = `
  if (!globalThis.other) globalThis.other = createServer((_, other) => other.end('no')).listen(0);`;

describe('a service that means no good is found out, and harms nobody', () => {
  test.each([
    ['answers a gigabyte', GIGABYTE, 'conformance.body', 'a body of 1 MB or more'],
    ['never answers', `if (${LIST}) return;`, 'conformance.no_answer', 'no answer in time'],
    ['answers a byte now and then', DRIP, 'conformance.no_answer', 'no answer in time'],
    ['always says to go on', CONTINUE, 'conformance.no_answer', 'no answer in time'],
    [
      'closes the connection',
      `if (${LIST}) return request.socket.destroy();`,
      'conformance.no_answer',
      'the connection broke off',
    ],
    [
      'speaks no HTTP',
      `if (${LIST}) return request.socket.end('SSH-2.0-none\\r\\n');`,
      'conformance.no_answer',
      'the connection broke off',
    ],
    [
      'sends one elsewhere',
      `if (${LIST}) return answer(302, {}, { location: 'http://169.254.169.254/latest' });`,
      'conformance.status',
      'status 302',
    ],
    [
      'nests without end',
      `if (${LIST}) { response.writeHead(200, { 'content-type': 'application/json' }); return response.end('['.repeat(200_000)); }`,
      'conformance.body',
      'nested deeper than 100 levels',
    ],
  ])(
    'one that %s',
    async (_, more, rule, actual) => {
      const started = performance.now();
      const evidence = await sensedBy(product(service(more)), conformanceSensor);
      expect(evidence.findings[0]).toMatchObject({ severity: 'error', rule, actual });
      expect(performance.now() - started).toBeLessThan(60_000);
    },
    120_000,
  );

  test('one that opens another port as well is asked on its own', async () => {
    const evidence = await sensedBy(product(service(OTHER_PORT)), conformanceSensor);
    expect(evidence).toMatchObject({ checked: 19, held: 19, findings: [] });
  }, 60_000);

  test('a pattern that takes for ever ends, and nothing is said of what it was to hold', async () => {
    const document = described((copy) => {
      Object.assign(copy.components.schemas.Thing.properties.id, { pattern: '^(((a+)+)+)+$' });
    });
    const more = `if (method === 'POST' && isRight) {
      const id = 'a'.repeat(60) + '!';
      kept.set(id, { ...body, id });
      return answer(201, kept.get(id));
    }`;
    const started = performance.now();
    const evidence = await sensedBy(product(service(more), document), conformanceSensor);
    expect(evidence.outcome).toBe('measured');
    expect(performance.now() - started).toBeLessThan(60_000);
  }, 120_000);

  test('a document of riddles is taken as plain data', async () => {
    const document = {
      ...THINGS,
      components: {
        schemas: {
          ...THINGS.components.schemas,
          Thing: {
            $id: 'http://169.254.169.254/schema',
            $async: true,
            $dynamicRef: '#meta',
            type: ['object', 'unheard-of'],
            properties: {
              __proto__x: { $ref: 'http://169.254.169.254/' },
              self: { $ref: '#/components/schemas/Thing' },
              '"];process.exit(3);//': { type: 'string', pattern: '(' },
            },
            default: { id: 'not filled in' },
            minimum: 'no number',
            required: 'no list',
          },
        },
      },
    };
    const evidence = await sensedBy(product(service(), document), conformanceSensor);
    expect(evidence).toMatchObject({ checked: 19, held: 19, findings: [] });
  }, 60_000);
});
