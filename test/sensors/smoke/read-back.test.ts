import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/domain/brand.ts';
import type { SandboxService } from '../../../src/ports/sandbox.ts';
import { readBack } from '../../../src/sensors/smoke/exchange.ts';

/** What comes of reading a thing back that was written so, and is answered so. */
const read = async (body: JsonObject, answered: unknown, status = 200): Promise<string> => {
  const service: SandboxService = {
    request: () => Promise.resolve({ status, headers: {}, body: JSON.stringify(answered) }),
    exited: new Promise(() => undefined),
    output: () => '',
    running: () => [],
    stop: () => Promise.reject(new Error('It is not stopped.')),
  };
  const made = { id: '1', path: '/things/1', item: '/things/{id}', body };
  return readBack(service, made).then(
    () => 'as it was',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
};

const SENT = { name: 'a', size: 3, place: { city: 'b', zip: 7 }, tags: ['x', { y: 1 }] };

describe('what was written is read as it was', () => {
  test.each([
    ['it is the same', SENT],
    ['it has more', { id: '1', ...SENT, place: { ...SENT.place, country: 'c' } }],
    ['fields come in another order', { ...SENT, place: { zip: 7, city: 'b' } }],
    ['numbers are texts', { ...SENT, size: '3', place: { city: 'b', zip: '7' } }],
    ['it is wrapped', { data: SENT }],
    ['a field is not shown', { name: 'a' }],
  ])('where %s', async (_, answered) => {
    expect(await read(SENT, answered)).toBe('as it was');
  });

  test.each([
    ['a text differs', { ...SENT, name: 'b' }, '"name"'],
    ['a field inside differs', { ...SENT, place: { city: 'c', zip: 7 } }, '"place"'],
    ['an object has become a text', { ...SENT, place: '[object Object]' }, '"place"'],
    ['a list is shorter', { ...SENT, tags: ['x'] }, '"tags"'],
    ['something in a list differs', { ...SENT, tags: ['x', { y: 2 }] }, '"tags"'],
    ['nothing of it is there', { id: '1' }, '"name"'],
    ['it is a list', [SENT], '"name"'],
  ])('and not where %s', async (_, answered, field) => {
    expect(await read(SENT, answered)).toContain(`instead of ${field} as it was written`);
  });

  test('and not where another status is answered', async () => {
    expect(await read(SENT, SENT, 201)).toContain('instead of status 200');
  });
});
