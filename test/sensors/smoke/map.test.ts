import { describe, expect, test } from '@jest/globals';
import { readDescribed } from '../../../src/sensors/conformance/described.ts';
import { measured } from '../../../src/sensors/evidence.ts';
import type { Sensor } from '../../../src/sensors/index.ts';
import { readFeatures } from '../../../src/sensors/scenarios/collect.ts';
import { mapScenario } from '../../../src/sensors/smoke/scenarios/map.ts';
import { described, THINGS } from '../conformance/service.ts';
import { sensedBy } from '../support/product.ts';

/** Tells what each scenario is taken for. */
const mapping: Sensor = {
  name: 'smoke',
  async sense(ctx) {
    const found = await readDescribed(ctx);
    if ('none' in found) throw new Error(found.none);
    const [feature] = await readFeatures(ctx);
    const note = (feature?.scenarios ?? []).map((scenario) => {
      const mapped = mapScenario(scenario, found.api.operations);
      if ('none' in mapped) return mapped.none;
      const names = mapped.operations.map(({ name }) => name).join(' and ');
      return `${names} ${mapped.way} ${String(mapped.status)}`;
    });
    return measured(ctx, 'smoke', { note: note.join('\n'), checked: 1, held: 1, findings: [] });
  },
};

const mapped = async (when: string, then: string, document: object = THINGS, title = 'One') => {
  const feature = `Feature: F\n  @SC-1\n  Scenario: ${title}\n    When ${when}\n    Then ${then}\n`;
  const files = {
    'package.json': '{}',
    'design/openapi.json': JSON.stringify(document),
    'requirements/f.feature': feature,
  };
  return (await sensedBy({ files }, mapping)).note;
};

describe('a scenario is taken for', () => {
  test.each([
    [
      'the request that its When spells',
      'I send POST /things',
      'status 201',
      'POST /things valid 201',
    ],
    [
      'one of an item, by any id',
      'I send GET /things/7',
      'the answer is 200',
      'GET /things/{id} valid 200',
    ],
    [
      'the operation that it names',
      'a person adds a thing',
      'the response has status 201',
      'POST /things valid 201',
    ],
    [
      'a request without a field',
      'I send POST /things without a name',
      'status 400',
      'POST /things missing_field 400',
    ],
    [
      'one with a field of another type',
      'I send POST /things with a size of a wrong type',
      'status 400',
      'POST /things wrong_type 400',
    ],
    [
      'one that is no JSON',
      'I send POST /things with broken JSON',
      'status 422',
      'POST /things malformed 422',
    ],
    [
      'one for what there is not',
      'I send GET /things/9 for a thing that does not exist',
      'status 404',
      'GET /things/{id} unknown_id 404',
    ],
  ])('%s', async (_, when, then, expected) => {
    expect(await mapped(when, then)).toBe(expected);
  });

  test('what the document traces to it', async () => {
    const document = described((copy) => {
      Object.assign(copy.paths['/things'].get, { 'x-scenarios': ['SC-1'] });
    });
    expect(await mapped('a person looks around', 'status 200', document)).toBe(
      'GET /things valid 200',
    );
  });
});

describe('a scenario is taken for nothing', () => {
  test.each([
    ['without a status', 'I send POST /things', 'it is there', 'its first Then names no status'],
    ['whose When leads nowhere', 'I wait', 'status 200', 'its When leads to no operation'],
    [
      'whose path is not described',
      'I send GET /gone',
      'status 200',
      'its When leads to no operation',
    ],
    [
      'whose fault is not told',
      'I send POST /things',
      'status 400',
      "what makes it 400 can't be told",
    ],
    [
      'whose fault is of another status',
      'I send POST /things without a name',
      'status 404',
      "what makes it 404 can't be told",
    ],
    [
      'of two requests of one kind',
      'I send GET /things and GET /things/1',
      'status 200',
      'its When leads to several operations',
    ],
  ])('%s', async (_, when, then, expected) => {
    expect(await mapped(when, then)).toBe(expected);
  });
});
