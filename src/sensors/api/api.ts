import type { Finding } from '../../domain/finding.ts';
import { measured, skipped } from '../evidence.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { readApis } from './documents.ts';
import type { ApiFile } from './documents.ts';
import type { Fault } from './fault.ts';
import { checkOperations, operationsOf } from './operations.ts';
import { checkReferences } from './references.ts';
import { checkSchema } from './schema.ts';
import { checkTypes } from './types.ts';

/** Findings of one document; mending these mends most of the others. */
const NAMED = 20;

/** One entry for each check of a document: what is wrong. */
const checkFile = async ({ root }: ApiFile): Promise<readonly (readonly Fault[])[]> => {
  if (!root.ok) {
    const expected = 'a valid OpenAPI document';
    return [[{ rule: 'api.invalid', expected, actual: root.problem, message: root.problem }]];
  }
  const operations = operationsOf(root.value);
  const none: Fault = {
    rule: 'api.no_operation',
    expected: 'at least one operation',
    actual: 'none',
    message: 'it describes no operation; add what the scenarios need',
  };
  return [
    await checkSchema(root.value),
    checkReferences(root.value),
    checkTypes(root.value),
    ...(operations.length === 0 ? [[none]] : checkOperations(operations)),
  ];
};

const toFinding = (ctx: SenseContext, { path }: ApiFile, fault: Fault): Finding => ({
  severity: 'error',
  ...fault,
  path,
  message: `${path}: ${fault.message}.`,
  owner: ctx.producerOf(path),
});

/** Whether the interface is described so that a machine can work with it. */
export const apiSensor: Sensor = {
  name: 'api',
  async sense(ctx) {
    const files = await readApis(ctx);
    if (files.length === 0) return skipped(ctx, 'api', 'no OpenAPI document');
    const checked = await Promise.all(
      files.map(async (file) =>
        (await checkFile(file)).map((faults) => faults.map((each) => toFinding(ctx, file, each))),
      ),
    );
    const checks = checked.flat();
    return measured(ctx, 'api', {
      note: `OpenAPI: ${files.map(({ path }) => path).join(', ')}`,
      checked: checks.length,
      held: checks.filter((findings) => findings.length === 0).length,
      findings: checked.flatMap((each) => each.flat().slice(0, NAMED)),
    });
  },
};
