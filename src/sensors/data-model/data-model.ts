import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import type { Finding } from '../../domain/finding.ts';
import type { TreePath } from '../../domain/tree.ts';
import { readApis } from '../api/documents.ts';
import { checkReferences } from '../api/references.ts';
import { readValue } from '../bounded/read.ts';
import { measured, skipped } from '../evidence.ts';
import { isSameName, plain } from '../names.ts';
import type { SenseContext, Sensor } from '../sensor.ts';
import { readText } from '../tree-files.ts';
import { ownFaults, pairFaults } from './compare.ts';
import type { Fault } from './compare.ts';
import { tieFaults, unnamedFaults } from './document.ts';
import { entitiesOf } from './entities.ts';
import type { Entity } from './entities.ts';

const SCHEMA = /^((design|docs|db|schema)\/)?(schema|data-?model)\.json$/i;
const DOCUMENT = /^((design|docs|db)\/)?data-?model\.md$/i;
const NAMED = 30;

/** What is wrong, and in which file. */
type Check = readonly (readonly [TreePath, Fault])[];

const at = (path: TreePath, faults: readonly Fault[]): Check =>
  faults.map((fault) => [path, fault] as const);

const readSchema = async (
  ctx: SenseContext,
  path: TreePath,
): Promise<{ readonly root: JsonObject; readonly problem?: string }> => {
  const value = await readValue(ctx, path);
  if (!value.ok) return { root: {}, problem: value.problem };
  return isObject(value.value) ? { root: value.value } : { root: {}, problem: 'not an object' };
};

const unusable = (problem: string): Fault => ({
  severity: 'error',
  rule: 'data_model.schema',
  expected: 'a JSON Schema with a definition for each entity under "$defs"',
  actual: problem,
  message: `The data model can't be read: ${problem}`,
});

const danglingFaults = (root: JsonObject): readonly Fault[] =>
  checkReferences(root).map(({ expected, actual, message }) => ({
    severity: 'error',
    rule: 'data_model.reference',
    expected,
    actual,
    message,
  }));

const apiEntities = async (ctx: SenseContext): Promise<readonly Entity[]> =>
  (await readApis(ctx)).flatMap(({ root }) => {
    if (!root.ok) return [];
    const { components } = root.value;
    return entitiesOf(root.value, isObject(components) ? components['schemas'] : undefined);
  });

const counterpart = (entity: Entity, others: readonly Entity[]): Entity | undefined =>
  others.find(({ name }) => plain(name) === plain(entity.name)) ??
  others.find(({ name }) => isSameName(plain(name), plain(entity.name)));

const entityFaults = (
  entity: Entity,
  all: readonly Entity[],
  api: readonly Entity[],
): readonly Fault[] => {
  const other = counterpart(entity, api);
  return [...ownFaults(entity, all), ...(other === undefined ? [] : pairFaults(entity, other))];
};

const documentChecks = async (
  ctx: SenseContext,
  entities: readonly Entity[],
): Promise<readonly Check[]> => {
  const path = [...ctx.tree.keys()].find((name) => DOCUMENT.test(name));
  if (path === undefined) return [];
  const text = await readText(ctx, path);
  return [at(path, unnamedFaults(text, entities)), at(path, tieFaults(text, entities))];
};

const checksOf = async (ctx: SenseContext, path: TreePath): Promise<readonly Check[]> => {
  const { root, problem } = await readSchema(ctx, path);
  const entities = entitiesOf(root, root['$defs'] ?? root['definitions']);
  if (problem !== undefined) return [at(path, [unusable(problem)])];
  if (entities.length === 0) return [at(path, [unusable('no entity with fields')])];
  const api = await apiEntities(ctx);
  return [
    at(path, danglingFaults(root)),
    ...entities.map((entity) => at(path, entityFaults(entity, entities, api))),
    ...(await documentChecks(ctx, entities)),
  ];
};

/**
 * Whether the data model says the same everywhere: in its JSON Schema, in its document and in the
 * schemas of the API that have the names of its entities.
 */
export const dataModelSensor: Sensor = {
  name: 'data_model',
  async sense(ctx) {
    const path = [...ctx.tree.keys()].find((name) => SCHEMA.test(name));
    if (path === undefined) return skipped(ctx, 'data_model', 'no JSON Schema of a data model');
    const checks = await checksOf(ctx, path);
    const toFinding = ([file, fault]: Check[number]): Finding => ({
      ...fault,
      path: file,
      message: `${file}: ${fault.message}.`,
      owner: ctx.producerOf(file),
    });
    return measured(ctx, 'data_model', {
      note: `${path}, held against its document and the API`,
      checked: checks.length,
      held: checks.filter((check) => check.every(([, { severity }]) => severity !== 'error'))
        .length,
      findings: checks.flat().slice(0, NAMED).map(toFinding),
    });
  },
};
