import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { valuesOf } from '../../../src/sensors/conformance/values.ts';
import { createWire } from '../../../src/sensors/conformance/wire.ts';

test('a service that does not answer in time is asked no third time', async () => {
  let asked = 0;
  const wire = createWire(
    {
      async request() {
        asked += 1;
        await delay(4_000);
        throw new Error('late');
      },
      exited: new Promise(() => undefined),
      output: () => '',
      running: () => [],
      stop: () => Promise.reject(new Error('It is not stopped.')),
    },
    new AbortController().signal,
  );
  const said = [];
  for (let n = 0; n < 4; n += 1) said.push(await wire.ask({ method: 'GET', path: '/' }));
  expect(said).toEqual([
    { kind: 'silent', how: 'no answer in time' },
    { kind: 'silent', how: 'no answer in time' },
    { kind: 'spent', why: 'it had not answered before' },
    { kind: 'spent', why: 'it had not answered before' },
  ]);
  expect(asked).toBe(2);
}, 60_000);

test('a document of patterns that take for ever is heard for a while, and not for each', () => {
  const values = valuesOf({});
  const started = performance.now();
  const kinds = Array.from({ length: 12 }, (_, n) =>
    values(
      { type: 'string', pattern: `^(((a+)+)+)+${String(n)}$` },
      'service',
      `${'a'.repeat(60)}!`,
    ),
  );
  expect(kinds.every(({ kind }) => kind === 'unknown')).toBe(true);
  // Three of them take 2 s each; all would take 24 s.
  expect(performance.now() - started).toBeLessThan(16_000);
}, 60_000);
