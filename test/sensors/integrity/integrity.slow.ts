import { describe, expect, test } from '@jest/globals';
import { expectSeen, flaggedOf } from './against-accepted.ts';
import { HARMLESS, WEAKENED } from './edits.ts';

describe('against the accepted tree', () => {
  test.each(WEAKENED.map((edit) => [edit.name, edit] as const))(
    'it is seen that %s',
    (_, edit) => expectSeen(edit),
    120_000,
  );

  test('of twelve harmless edits none is flagged', async () => {
    expect(HARMLESS.length).toBeGreaterThanOrEqual(12);
    expect(await flaggedOf(HARMLESS)).toEqual([]);
  }, 600_000);
});
