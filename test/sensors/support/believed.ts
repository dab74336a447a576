import { measured } from '../../../src/sensors/evidence.ts';
import type { Sensor } from '../../../src/sensors/sensor.ts';

/** Stands for the sensor of tests where its own run and canary would only take time. */
export const believedSensor: Sensor = {
  name: 'test',
  sense: (ctx) =>
    Promise.resolve(
      measured(ctx, 'test', { note: '', exitCode: 0, checked: 1, held: 1, findings: [] }),
    ),
};
