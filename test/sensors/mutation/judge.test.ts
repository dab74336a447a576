import { describe, expect, test } from '@jest/globals';
import { judgeRate } from '../../../src/sensors/mutation/judge.ts';

describe('judgeRate', () => {
  test.each([
    [
      'a good suite holds',
      { killed: 35, tried: 60 },
      undefined,
      { checked: 35, held: 35, drop: 'none' },
    ],
    ['more is not asked', { killed: 60, tried: 60 }, undefined, { checked: 35, held: 35 }],
    ['a poor one holds in part', { killed: 7, tried: 60 }, undefined, { checked: 35, held: 7 }],
    [
      'as good as before',
      { killed: 54, tried: 60 },
      { killed: 54, tried: 60 },
      { held: 54, drop: 'none' },
    ],
    [
      'a bit worse than before',
      { killed: 46, tried: 60 },
      { killed: 54, tried: 60 },
      { drop: 'warning' },
    ],
    [
      'much worse than before',
      { killed: 42, tried: 60 },
      { killed: 54, tried: 60 },
      { drop: 'error' },
    ],
    ['nothing killed', { killed: 0, tried: 10 }, undefined, { held: 0, drop: 'none' }],
  ] as const)('%s', (_, now, before, expected) => {
    expect(judgeRate(now, before)).toMatchObject(expected);
  });
});
