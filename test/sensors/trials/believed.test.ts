import { expect, test } from '@jest/globals';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import type { PersonaId } from '../../../src/domain/persona.ts';
import { measured, skipped } from '../../../src/sensors/evidence.ts';
import type { Sensor } from '../../../src/sensors/index.ts';
import { whyNotMeasured } from '../../../src/sensors/trials/believed.ts';
import { sensedBy } from '../support/product.ts';

const found = (rule: string, severity: Finding['severity'] = 'error'): Finding => ({
  severity,
  rule,
  message: rule,
  owner: 'tester' as PersonaId,
});

const told = async (said: Partial<Evidence> | 'skipped' | undefined): Promise<string> => {
  const tests: Sensor = {
    name: 'test',
    sense: (ctx) =>
      Promise.resolve(
        said === 'skipped'
          ? skipped(ctx, 'test', '')
          : measured(ctx, 'test', { note: '', checked: 1, held: 1, findings: [], ...said }),
      ),
  };
  const asking: Sensor = {
    name: 'order',
    sense: (ctx) => Promise.resolve(skipped(ctx, 'order', whyNotMeasured(ctx) ?? 'measured')),
  };
  return (await sensedBy({ files: {} }, ...(said === undefined ? [] : [tests]), asking)).note;
};

test.each([
  ['passed', { exitCode: 0 }, 'measured'],
  ['failed honestly', { exitCode: 1, findings: [found('tests.failed')] }, 'measured'],
  [
    'gave a warning of its runner',
    { exitCode: 0, findings: [found('tests.none', 'warning')] },
    'measured',
  ],
  ['did not end', {}, 'its tests do not come to an end'],
  [
    'hid a planted failure',
    { exitCode: 0, findings: [found('integrity.canary')] },
    "what its tests' runner says can't be believed",
  ],
  [
    'forged what it says',
    { exitCode: 0, findings: [found('tests.forged')] },
    "what its tests' runner says can't be believed",
  ],
  [
    'ran nothing',
    { exitCode: 0, findings: [found('tests.none')] },
    "what its tests' runner says can't be believed",
  ],
  ['were skipped', 'skipped', 'its tests were not run'],
  ['were not looked at', undefined, 'its tests were not run'],
] as const)(
  'of tests that %s it is told whether they can be measured further',
  async (_, said, why) => {
    expect(await told(said)).toBe(why);
  },
);
