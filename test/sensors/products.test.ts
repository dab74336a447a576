import { describe, expect, test } from '@jest/globals';
import { planProject } from '../../src/adapters/model/blueprint/index.ts';
import { apiSensor } from '../../src/sensors/api/api.ts';
import { dataModelSensor } from '../../src/sensors/data-model/data-model.ts';
import { deliverySensor } from '../../src/sensors/delivery/delivery.ts';
import { scenariosSensor } from '../../src/sensors/scenarios/scenarios.ts';
import { secretsSensor } from '../../src/sensors/secrets/secrets.ts';
import { traceabilitySensor } from '../../src/sensors/traceability/traceability.ts';
import { treeSensor } from '../../src/sensors/tree/tree.ts';
import { understandings } from '../adapters/model/blueprint/understandings.ts';
import { REQUIREMENTS } from '../support/requirements.ts';
import { sensed } from './support/product.ts';
import { blueprintProduct, filesOf, notesProduct } from './support/products-by-model.ts';
import type { Files } from './support/products-by-model.ts';

/** What reads a product without running it, and finds nothing to ask of these. */
const READING = [
  scenariosSensor,
  secretsSensor,
  apiSensor,
  traceabilitySensor,
  dataModelSensor,
  deliverySensor,
  treeSensor,
];

const complaints = async (files: Files): Promise<readonly string[]> => {
  const evidence = await sensed({ files }, ...READING);
  return evidence.flatMap(({ sensor, outcome, note, findings }) => [
    ...(outcome === 'skipped' ? [`${sensor}: ${note}`] : []),
    ...findings.map(({ severity, message }) => `${severity} ${message}`),
  ]);
};

describe('sensors that read find nothing wrong', () => {
  test('in the product of the scripted model', async () => {
    expect(await complaints(notesProduct())).toEqual([]);
  });

  test.each(Object.entries(understandings))('in a product of %s', async (_shape, understood) => {
    const project = planProject('Keep records of what matters', understood);
    expect(await complaints(filesOf(project))).toEqual([]);
  });

  test.each(REQUIREMENTS.map((each) => [each.shape, each] as const))(
    'in what blueprint makes of %s',
    async (_shape, { text, assumeRecords = false }) => {
      expect(await complaints(blueprintProduct(text, assumeRecords))).toEqual([]);
    },
  );
});
