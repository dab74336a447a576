import { describe, expect, test } from '@jest/globals';
import { read } from './read.ts';

describe('whose properties a list in prose holds', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'Staff log an outage against a mast with a start, an end and a cause.',
      'outage',
      ['start', 'end', 'cause'],
    ],
    ['We note each boat that moors, with its length and its colour.', 'boat', ['length', 'colour']],
    [
      'Somewhere to write down every tea I have tried, with country and price.',
      'tea',
      ['country', 'price'],
    ],
    [
      'Defects they find are reported with a severity and a photo.',
      'defect',
      ['severity', 'photo'],
    ],
    ['Points are measured in the field with a height and a date.', 'point', ['height', 'date']],
    [
      'Presenters are volunteers; we keep their name, email and phone.',
      'presenter',
      ['name', 'email', 'phone'],
    ],
    ['Each piano belongs to one customer; it has a brand and a year.', 'piano', ['brand', 'year']],
    [
      'We work with contractors, whose name and phone we also hold.',
      'contractor',
      ['name', 'phone'],
    ],
    [
      'Customers order by telephone: we take down name, phone and address.',
      'customer',
      ['name', 'phone', 'address'],
    ],
    ['A mechanic closes the job card, listing hours and total.', 'job card', ['hours', 'total']],
    ['It contains the plate and mileage of every vehicle.', 'vehicle', ['plate', 'mileage']],
    ['Name, breed and age of a dog are essential.', 'dog', ['name', 'breed', 'age']],
    [
      'Articles must be findable by author, date and title.',
      'article',
      ['author', 'date', 'title'],
    ],
    ['Halls differ in size, capacity and price.', 'hall', ['size', 'capacity', 'price']],
    ['Subscribers choose a size and a weight.', 'subscriber', ['size', 'weight']],
    [
      'An invoice states the number, the amount and the due date.',
      'invoice',
      ['number', 'amount', 'due_date'],
    ],
  ])('%s', (sentence, entity, attributes) => {
    expect(read(`We keep records of what we do. ${sentence}`)[entity]).toEqual(attributes);
  });

  test('what somebody tells in a clause does not end the list', () => {
    expect(
      read('Accessions contain a number, the place where they were found and the year.'),
    ).toMatchObject({ accession: ['number', 'place', 'year'] });
  });

  test('a plural of which more is said is a record beside the list, not a property', () => {
    const found = read('Keep subscribers, with number and status, and the cards issued to them.');
    expect(found).toEqual({ subscriber: ['number', 'status'], card: [] });
  });

  test('a plural of records has one value of each property', () => {
    expect(
      read(
        'There are three rooms with a size and different prices. We manage the rooms of our hotel with it.',
      ),
    ).toEqual({
      room: ['size', 'price'],
    });
  });

  test('who asks and the software itself own nothing', () => {
    expect(
      read(
        'We are a day nursery with sixty places. Keep a file for every child, with name and age.',
      ),
    ).toEqual({ child: ['name', 'age'] });
    expect(
      Object.keys(read('Create an HR application with employees and appraisals')),
    ).not.toContain('hr application');
  });
});

describe('words that are nouns and verbs', () => {
  test.each([
    ['each match', 'match'],
    ['each permit', 'permit'],
    ['each well', 'well'],
    ['each fine', 'fine'],
    ['each work order', 'work order'],
    ['each draw', 'draw'],
  ])('%s has the properties that are kept for it', (subject, entity) => {
    const text = `The office keeps a list. For ${subject} we store the tempo, price and composer.`;
    expect(read(text)[entity]).toEqual(['tempo', 'price', 'composer']);
  });

  test.each(['matches', 'permits', 'wells', 'rides', 'catches', 'scans'])(
    '%s behind a verb are what it keeps',
    (plural) => {
      const text = `The program stores ${plural} (date, code and price) and members.`;
      expect(Object.values(read(text))).toEqual([['date', 'code', 'price'], []]);
    },
  );
});

describe('properties that are no usual ones', () => {
  test.each([
    'Each parcel has a sender, a recipient and a carrier.',
    'Parcels: sender, recipient and carrier',
    'We record the sender, recipient and carrier of each parcel.',
    'There are many parcels, each with a sender, a recipient and a carrier.',
  ])('%s', (sentence) => {
    expect(read(`The depot keeps a list. ${sentence}`)['parcel']).toEqual([
      'sender',
      'recipient',
      'carrier',
    ]);
  });

  test('kinds behind a plural, joined by "or", are no properties', () => {
    expect(read('Keep track of pets (dog, cat or rabbit) and owners.')['pet']).toEqual([]);
  });
});

describe('lists that stand side by side', () => {
  test('where one list is sure, its neighbours need no usual property', () => {
    const text = 'Brewing log:\n* Batches: name, style, date\n* Yeasts: strain, supplier';
    expect(read(text)).toEqual({
      batch: ['name', 'style', 'date'],
      yeast: ['strain', 'supplier'],
    });
  });

  test('a heading owns the one line of names under it', () => {
    const text =
      '# Licences\n## Data\n### Trader\nName, trading name, insurance number.\n### Pitch\nA place with a code and a size.';
    expect(read(text)).toEqual({
      trader: ['name', 'trading_name', 'insurance_number'],
      pitch: ['code', 'size'],
    });
  });

  test('labels of choices and of technology are no records', () => {
    const text = '- Books: title, author, year\n- Stack: Node, Postgres\n- Status: open, closed';
    expect(Object.keys(read(text))).toEqual(['book']);
  });

  test('a clause before a colon names the record that it is about', () => {
    expect(read("I'd like to catalogue my minerals: name, locality, hardness, weight")).toEqual({
      mineral: ['name', 'locality', 'hardness', 'weight'],
    });
  });
});
