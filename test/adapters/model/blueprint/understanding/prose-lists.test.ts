import { describe, expect, test } from '@jest/globals';
import { understand } from '../../../../../src/adapters/model/blueprint/understanding/index.ts';
import { read } from './read.ts';

const OWN = ['name', 'email', 'phone'];

describe('lists of properties in prose', () => {
  test('an ordinary text gives each record its properties and its ties', () => {
    const text =
      'Library system. Books have title, author, isbn and publication year. Members have name, email and phone. Loans belong to a book and a member and have a due date. Reservations can be made.';
    expect(read(text)).toEqual({
      book: ['title', 'author', 'isbn', 'publication_year'],
      member: OWN,
      loan: ['due_date'],
      reservation: [],
    });
    const loan = understand(text).entities.find(({ name }) => name === 'loan');
    expect(loan?.relations).toEqual([
      { kind: 'belongsTo', entity: 'book' },
      { kind: 'belongsTo', entity: 'member' },
    ]);
  });

  test.each([
    'A member has name, email and phone.',
    'Members have a name, an email and a phone.',
    'Each member should have a name, email and phone.',
    'A member has got a name, an email and a phone.',
    'Members are described by name, email and phone.',
    'Members record name, email and phone.',
    'For every member we store name, email and phone.',
    'For each member, record the name, email and phone.',
    'For members we keep the name, email and phone.',
    'For each member, the name, email and phone are stored.',
    'We need to know the name, email and phone of each member.',
    'The club keeps members, which have a name, email and phone.',
    'Members register with name, email and phone.',
    'Fees are paid by members. Member: name, email, phone',
    'A member is stored with the name, email and phone.',
    'Every member belongs to a club and has a name, email and phone.',
  ])('%s', (text) => {
    expect(read(`Administration of a sports club. ${text}`)['member']).toEqual(OWN);
  });

  test('a list ends where the sentence says something else', () => {
    expect(
      read(
        'Rental shop. Bikes have a brand and a size and belong to a station. Users can rent bikes.',
      ),
    ).toMatchObject({ bike: ['brand', 'size'] });
    expect(
      read('I want to add transactions with amount and date, and define monthly budgets.'),
    ).toMatchObject({ transaction: ['amount', 'date'] });
  });

  test('hyphens, underscores and "on" belong to the names', () => {
    expect(
      read('Hotel. Stays have a check-in date, a price per night, paid_at and reported on.'),
    ).toMatchObject({ stay: ['check_in_date', 'price_per_night', 'paid_at', 'reported_on'] });
  });

  test('the subject of a second clause is that of the first', () => {
    expect(
      read('Football. Matches are played between two teams and have a date and a home score.'),
    ).toMatchObject({ match: ['date', 'home_score'] });
  });
});

describe('labels that are records only with properties', () => {
  test('a property with an address is a record, a list of properties is none', () => {
    const house = '# Data\n## Property\n- address\n- rent\n## Tenant\n- name\n- phone';
    expect(read(house)).toMatchObject({ property: ['address', 'rent'] });
    const tenant = '# Tenant\n## Properties\n- name\n- phone';
    expect(read(tenant)).toEqual({ tenant: ['name', 'phone'] });
  });

  test('a list with few usual names counts beside one that is sure', () => {
    expect(
      read('Cemetery.\nDeceased: name, birth date\nGrave: section, row, number'),
    ).toMatchObject({
      grave: ['section', 'row', 'number'],
    });
  });

  test('what is sent to a path are properties', () => {
    expect(read('POST /books {title, isbn}\nGET /books')).toEqual({ book: ['title', 'isbn'] });
  });
});
