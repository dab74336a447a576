import { describe, expect, test } from '@jest/globals';
import {
  judge,
  judgeBy,
} from '../../../../../src/adapters/model/blueprint/understanding/record-keeping.ts';
import { candidatesOf } from '../../../../../src/adapters/model/blueprint/understanding/index.ts';

const about = (requirement: string): string => {
  const { text, found } = candidatesOf(requirement);
  return judge(text, found).recordKeeping;
};

describe('what a requirement is about', () => {
  test.each([
    'Manage the rooms of a hotel.',
    'Dog grooming: owners, their dogs, visits with date and price.',
    'Each volunteer has a name and a phone number, and signs up for shifts.',
  ])('records: %s', (text) => {
    expect(about(text)).toBe('yes');
  });

  test.each([
    'An alarm clock that only stops after ten push-ups in front of the camera.',
    'Compute the best order of 30 stops for a delivery van, and open it in a map.',
    'A function schedule(jobs) that returns the order of jobs with the most profit.',
    'Render a MusicXML file so that I hear only my voice loud and the others soft.',
  ])('something else: %s', (text) => {
    expect(about(text)).toBe('no');
  });

  test('a table that is written out outweighs all of its words', () => {
    const { text, found } = candidatesOf('CREATE TABLE room (camera text, game text, pixel text);');
    expect(judgeBy(new Map([['every:', -9]]), text, found).recordKeeping).toBe('yes');
  });

  test('words weigh more than a record that is named by the way', () => {
    const { text, found } = candidatesOf('We keep a list of our members.');
    expect(found).not.toHaveLength(0);
    expect(judgeBy(new Map([['member', -9]]), text, found).recordKeeping).toBe('no');
  });
});
