import { describe, expect, test } from '@jest/globals';
import { namesId } from '../../../src/sensors/scenario-coverage/names-id.ts';

const IDS = ['SC-1', 'SC-12', 'US-1', 'US-1.1', 'AC_2'];

describe('the name of a test', () => {
  test.each([
    ['SC-1 a note is added', 'SC-1'],
    ['notes › sc-1: a note is added', 'SC-1'],
    ['a note is added (SC-1)', 'SC-1'],
    ['SC-1.', 'SC-1'],
    ['US-1.1 shows', 'US-1.1'],
    ['test_sc_1_a_note_is_added', 'SC-1'],
    ['tests/test_notes.py › test_us_1_1_shows', 'US-1.1'],
    ['test_ac_2', 'AC_2'],
    ['test_scenario[SC-12]', 'SC-12'],
  ])('%s names %s and nothing else', (name, id) => {
    expect(IDS.filter((each) => namesId(each, IDS, name))).toEqual([id]);
  });

  test.each(['DSC-1 is', 'SC-100', 'SC-1-2', 'SC1', 'test_sc_100', 'test_disc_1', 'one of 2'])(
    '%s names none',
    (name) => {
      expect(IDS.filter((each) => namesId(each, IDS, name))).toEqual([]);
    },
  );
});
