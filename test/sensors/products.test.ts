import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkRequirement, planProject } from '../../src/adapters/model/blueprint/index.ts';
import type { Project } from '../../src/adapters/model/blueprint/index.ts';
import { apiSensor } from '../../src/sensors/api/api.ts';
import { dataModelSensor } from '../../src/sensors/data-model/data-model.ts';
import { deliverySensor } from '../../src/sensors/delivery/delivery.ts';
import { scenariosSensor } from '../../src/sensors/scenarios/scenarios.ts';
import { secretsSensor } from '../../src/sensors/secrets/secrets.ts';
import { traceabilitySensor } from '../../src/sensors/traceability/traceability.ts';
import { treeSensor } from '../../src/sensors/tree/tree.ts';
import { allFiles } from '../adapters/model/blueprint/product.ts';
import { understandings } from '../adapters/model/blueprint/understandings.ts';
import { REQUIREMENTS } from '../support/requirements.ts';
import { sensed } from './support/product.ts';

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

type Files = Readonly<Record<string, string>>;

const complaints = async (files: Files): Promise<readonly string[]> => {
  const evidence = await sensed({ files }, ...READING);
  return evidence.flatMap(({ sensor, outcome, note, findings }) => [
    ...(outcome === 'skipped' ? [`${sensor}: ${note}`] : []),
    ...findings.map(({ severity, message }) => `${severity} ${message}`),
  ]);
};

const filesOf = (project: Project): Files =>
  Object.fromEntries(allFiles(project).map((file) => [file.path, file.content]));

const NOTES = path.join(import.meta.dirname, '../support/model-server/scripts/notes-product');

/** The product that the scripted model writes: below the folder of each persona. */
const notesProduct = (): Files =>
  Object.fromEntries(
    readdirSync(NOTES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const name = path.relative(NOTES, file).replace(/^(optional\/)?[^/]+\//, '');
        return [name, readFileSync(file, 'utf8')];
      }),
  );

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
      const project = planProject(text, checkRequirement(text, { assumeRecords }));
      expect(await complaints(filesOf(project))).toEqual([]);
    },
  );
});
