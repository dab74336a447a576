import { describe, expect, test } from '@jest/globals';
import { expectSeen, flaggedOf } from './against-accepted.ts';
import { HARMLESS, WEAKENED } from './edits.ts';

/** Of each list a few: all of them take minutes, and have a command of their own. */
const SOME = 2;

describe('against the accepted tree', () => {
  test.each(WEAKENED.slice(0, SOME).map((edit) => [edit.name, edit] as const))(
    'it is seen that %s',
    (_, edit) => expectSeen(edit),
    120_000,
  );

  test('harmless edits are not flagged', async () => {
    expect(await flaggedOf(HARMLESS.slice(0, SOME))).toEqual([]);
  }, 180_000);
});
