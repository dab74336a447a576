import { describe, expect, test } from '@jest/globals';
import { smokeSensor } from '../../../src/sensors/smoke/smoke.ts';
import { named, sensedBy } from '../support/product.ts';
import { product as things, service } from '../conformance/service.ts';
import { product, server } from './service.ts';

const FEATURE = `Feature: Things
  @SC-1
  Scenario: A thing is added
    When I send POST /things
    Then the answer is 201
  @SC-2
  Scenario: A thing needs a name
    When I send POST /things without a name
    Then the answer is 400
  @SC-3
  Scenario: There is no such thing
    When I send GET /things/9 for a thing that does not exist
    Then the answer is 404
  @SC-4
  Scenario: A thing is removed
    When I send DELETE /things/7
    Then the answer is 204
  @SC-5
  Scenario: It is pleasant
    When I look
    Then it is pleasant
`;

const promised = (more = '') => {
  const given = things(service(more));
  return sensedBy(
    { files: { ...given.files, 'requirements/things.feature': FEATURE } },
    smokeSensor,
  );
};

const told = async (more: string): Promise<readonly string[]> => {
  const { findings } = await promised(more);
  return findings
    .filter(({ rule }) => rule === 'smoke.scenario')
    .map(({ message, path, owner }) => `${path ?? '-'} ${owner}: ${message}`);
};

describe('what scenarios promise', () => {
  test('is asked for, and what can not be asked for is told', async () => {
    const { note } = await promised();
    expect(note).toContain('4 of 5 scenarios probed (SC-1, SC-2, SC-3, SC-4)');
    expect(note).toContain('not probed: SC-5 (its first Then names no status)');
  }, 60_000);

  test.each([
    [
      'a field may be missing',
      'if (method === "POST" && body && body.name === undefined) return answer(201, { id: "x", size: 1 });',
      'Scenario SC-2 promises status 400 for POST /things (missing field), and the service answers with status 201.',
    ],
    [
      'anything is there',
      'if (method === "GET" && path.startsWith("/things/") && !kept.has(path.slice(8))) return answer(200, {});',
      'Scenario SC-3 promises status 404 for GET /things/{id} (unknown id), and the service answers with status 200.',
    ],
    [
      'removing answers with another status',
      'if (method === "DELETE") return answer(200, {});',
      'Scenario SC-4 promises status 204 for DELETE /things/{id}, and the service answers with status 200.',
    ],
  ])(
    'is not kept where %s',
    async (_, more, message) => {
      expect(await told(more)).toEqual([`src/main.js backend: ${message}`]);
    },
    60_000,
  );

  test('is left open where our own request may be at fault', async () => {
    const more = 'if (method === "DELETE") return refuse(403);';
    expect(await told(more)).toEqual([]);
    expect((await promised(more)).note).toContain('SC-4 (it asks for credentials)');
  }, 60_000);
});

describe('another start', () => {
  test('that its own remains forbid is an error', async () => {
    const once = `if (require('node:fs').existsSync('lock')) throw new Error('it runs already');
require('node:fs').writeFileSync('lock', '');\n`;
    const evidence = await sensedBy(product(`${once}${server()}`), smokeSensor);
    expect(named(evidence)).toEqual(['smoke.restart src/main.js backend']);
    expect(evidence.findings[0]?.message).toContain('it runs already');
    expect(evidence).toMatchObject({ checked: 7, held: 6 });
  }, 60_000);

  test('is on the same port, as whoever uses the service expects', async () => {
    const port = `const kept0 = require('node:fs');
if (kept0.existsSync('port') && kept0.readFileSync('port', 'utf8') !== process.env.PORT) throw new Error('another port');
kept0.writeFileSync('port', process.env.PORT);\n`;
    const evidence = await sensedBy(product(`${port}${server()}`), smokeSensor);
    expect(evidence).toMatchObject({ checked: 8, held: 8, findings: [] });
  }, 60_000);
});
