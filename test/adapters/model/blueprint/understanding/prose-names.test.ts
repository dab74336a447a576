import { describe, expect, test } from '@jest/globals';
import { understand } from '../../../../../src/adapters/model/blueprint/understanding/index.ts';
import { names } from './read.ts';

describe('titles', () => {
  test.each([
    ['Cemetery grave register', ['grave']],
    ['Parking permit register', ['parking permit']],
    ['Stamp collection manager', ['stamp']],
    ['Patient records system', ['patient']],
    ['Visitor log', ['visitor']],
    ['Conference room booking system', ['conference room', 'booking']],
    ['Timesheet app', ['timesheet']],
  ])('%s', (title, expected) => {
    expect(understand(title).recordKeeping).toBe('yes');
    expect(names(title)).toEqual(expected);
  });

  test.each(['File manager', 'Markdown previewer', 'Password strength meter', 'DNS lookup tool'])(
    '%s keeps no records',
    (title) => {
      expect(understand(title).recordKeeping).toBe('no');
    },
  );
});

describe('verbs that look like nouns, and nouns that look like verbs', () => {
  test.each<[string, readonly string[]]>([
    ['Help our pantry log donations and store parcels.', ['donation', 'parcel']],
    ['Manage contractors, permits and inspections.', ['contractor', 'permit', 'inspection']],
    [
      'Create an application with employees, leave requests and appraisals',
      ['employee', 'leave request', 'appraisal'],
    ],
    ['Owners bring pets; appointments with date and reason', ['owner', 'pet', 'appointment']],
    [
      'Store sailings, vessels and the crew members rostered on each sailing.',
      ['sailing', 'vessel', 'crew member'],
    ],
  ])('%s', (text, expected) => {
    expect([...names(text)].sort()).toEqual([...expected].sort());
  });
});

describe('records in clauses', () => {
  test.each<[string, readonly string[]]>([
    [
      'The school needs to know which pupils are in which class and who their guardians are.',
      ['pupil', 'class', 'guardian'],
    ],
    [
      'Store cases, the hearings in each case and the judges who sit.',
      ['case', 'hearing', 'judge'],
    ],
    [
      'Keep plots, the tenants renting them and the yearly payments.',
      ['plot', 'tenant', 'payment'],
    ],
    ['Remember what presents I gave to which relatives.', ['present', 'relative']],
    [
      'As a vet I want to write a prescription for an animal. As a vet I want to add an animal.',
      ['prescription', 'animal'],
    ],
    ['Keep players and put them into squads.', ['player', 'squad']],
    ['I need members, machines and inductions.', ['member', 'machine', 'induction']],
  ])('%s', (text, expected) => {
    expect(understand(text).recordKeeping).toBe('yes');
    expect([...names(text)].sort()).toEqual([...expected].sort());
  });

  test('what is said to happen or to stand somewhere is a record', () => {
    expect(
      names('Keep track of venues. A rehearsal takes place at a venue. Machines stand in halls.'),
    ).toEqual(expect.arrayContaining(['venue', 'rehearsal', 'machine', 'hall']));
  });

  test('those who keep the records are none of them', () => {
    expect(names('An app in which drivers enter fuel stops')).toEqual(['fuel stop']);
    expect(names('We run a ferry line and want to store sailings.')).toEqual(['sailing']);
  });
});

describe('software that keeps no records', () => {
  test.each([
    'Build a data pipeline that takes the orders export, removes duplicate customers and writes the result as Parquet.',
    'As a developer, I want a --check flag so that CI fails on unformatted files.\nAs a developer, I want to configure the indent width.',
    'As a player, I want to steer my spaceship so that I can dodge asteroids.',
    'Create a page on which children practise sums. Nothing is stored.',
    'Animate the solar system with realistic orbits in the browser',
  ])('%s', (text) => {
    expect(understand(text).recordKeeping).toBe('no');
  });

  test('a word of technology or play does not hide described records', () => {
    const text =
      'We run a board game café. Games have a title, a publisher and a price. Guests reserve tables and have a name and a phone. Use Kubernetes and a message queue.';
    expect(understand(text).recordKeeping).toBe('yes');
  });
});

describe('lists of plurals', () => {
  test.each<[string, readonly string[]]>([
    [
      'Boat yard management: boats, dry docks, repair jobs, spare parts',
      ['boat', 'dry dock', 'repair job', 'spare part'],
    ],
    [
      'A help desk with tickets, agents, canned replies and knowledge base articles',
      ['ticket', 'agent', 'canned reply', 'knowledge base article'],
    ],
    [
      'Online store with products, categories, carts and orders.',
      ['product', 'category', 'cart', 'order'],
    ],
    [
      'A system that keeps track of members, plans and payments for a gym.',
      ['member', 'plan', 'payment'],
    ],
    [
      '- Maintain crew members: staff number, base.\n- Maintain check rides: examiner, result.',
      ['crew member', 'check ride'],
    ],
  ])('%s', (text, expected) => {
    expect(understand(text).recordKeeping).toBe('yes');
    expect([...names(text)].sort()).toEqual([...expected].sort());
  });

  test('commands are no names', () => {
    const found = names('Coaches register players, plan matches, record results and print cards.');
    expect(found).toEqual(expect.arrayContaining(['player', 'match']));
    expect(found).not.toContain('plan match');
  });
});
