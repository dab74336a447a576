import { phaseIndex } from '../domain/phases.ts';
import type { Phase } from '../domain/phases.ts';
import { apiSensor } from './api/api.ts';
import { buildSensor } from './build.ts';
import { conformanceSensor } from './conformance/conformance.ts';
import { coverageSensor } from './code-coverage/coverage.ts';
import { contractSensor } from './contract/contract.ts';
import { dataModelSensor } from './data-model/data-model.ts';
import { deliverySensor } from './delivery/delivery.ts';
import { installSensor } from './install.ts';
import { integritySensor } from './integrity/integrity.ts';
import { licencesSensor } from './licences/licences.ts';
import { lintSensor } from './lint.ts';
import { mutationSensor } from './mutation/mutation.ts';
import { orderSensor } from './order/order.ts';
import { testPlanSensor } from './plan/test-plan.ts';
import { scenarioCoverageSensor } from './scenario-coverage/scenario-coverage.ts';
import { scenariosSensor } from './scenarios/scenarios.ts';
import { secretsSensor } from './secrets/secrets.ts';
import type { Sensor } from './sensor.ts';
import { smokeSensor } from './smoke/smoke.ts';
import { testSensor } from './test/test.ts';
import { traceabilitySensor } from './traceability/traceability.ts';
import { treeSensor } from './tree/tree.ts';
import { typesSensor } from './types.ts';

export { createEquip } from './packages/equip.ts';
export { sense } from './sense.ts';
export type { SenseRequest } from './sense.ts';
export type { Member, Sensor } from './sensor.ts';

/** From which phase on each sensor measures, in the order in which they run. */
const FROM: readonly (readonly [Phase, Sensor])[] = [
  ['requirements', contractSensor],
  ['requirements', scenariosSensor],
  ['requirements', secretsSensor],
  ['requirements', licencesSensor],
  ['design', apiSensor],
  ['design', traceabilitySensor],
  ['design', dataModelSensor],
  ['implementation', installSensor],
  ['implementation', buildSensor],
  ['implementation', typesSensor],
  ['implementation', lintSensor],
  ['implementation', conformanceSensor],
  ['testing', testSensor],
  ['testing', coverageSensor],
  ['testing', scenarioCoverageSensor],
  ['testing', testPlanSensor],
  ['testing', orderSensor],
  ['testing', mutationSensor],
  ['requirements', integritySensor],
  ['deployment', deliverySensor],
  ['deployment', smokeSensor],
  // The last: it tells what the runs of the others left behind.
  ['requirements', treeSensor],
];

/** The sensors of a phase's exit gate: what passed in an earlier phase is measured again. */
export const sensorsFor = (phase: Phase): readonly Sensor[] =>
  FROM.filter(([from]) => phaseIndex(from) <= phaseIndex(phase)).map(([, sensor]) => sensor);
