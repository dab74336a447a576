/** Requirements of different shape, with a kind of record that every reader would find in them. */
export interface WrittenRequirement {
  readonly shape: string;
  readonly session: string;
  /** As it stands in the paths of the product. */
  readonly records: string;
  readonly text: string;
  readonly assumeRecords?: boolean;
}

export const REQUIREMENTS: readonly WrittenRequirement[] = [
  {
    shape: 'one line',
    session: 'one-line',
    records: 'recipes',
    text: 'Build a recipe collection with recipes, ingredients and ratings.',
  },
  {
    shape: 'user stories',
    session: 'stories',
    records: 'shifts',
    text: `As a manager, I want to create shifts with a start time and an end time, so that the week is planned.
As a manager, I want to assign employees to shifts, so that everybody knows when to come.
As an employee, I want to list my shifts, so that I can plan my free time.`,
  },
  {
    shape: 'REST paths',
    session: 'rest-paths',
    records: 'parcels',
    text: `A backend for a depot with these endpoints:
GET /parcels
POST /parcels
GET /parcels/{id}
PUT /parcels/{id}
DELETE /parcels/{id}
GET /parcels/{id}/scans
POST /parcels/{id}/scans`,
  },
  {
    shape: 'a markdown table',
    session: 'table',
    records: 'instruments',
    text: `# Instrument hire

We lend instruments to pupils and have to know where each one is.

| Entity | Attributes |
|---|---|
| Instrument | name, serial number, purchase date, value |
| Pupil | name, email, date of birth |
| Loan | instrument, pupil, lent on, due on, returned |`,
  },
  {
    shape: 'lists of attributes',
    session: 'attributes',
    records: 'rooms',
    text: `A service for a guest house.
Rooms (attributes: number, floor, beds, price per night)
Guests (attributes: name, email, phone)
Bookings (attributes: room, guest, arrival date, departure date, paid)`,
  },
  {
    shape: 'bullets',
    session: 'bullets',
    records: 'trees',
    text: `A city wants to keep track of its trees:
- register trees with species, height and planting date
- record inspections of a tree, with date and result
- list all trees of a district
- delete trees that were felled`,
  },
  {
    shape: 'a product requirements document',
    session: 'document',
    records: 'tickets',
    text: `# Help desk

## Background
Colleagues report problems by e-mail today, and nobody knows which are still open.

## Goals
Every problem is a ticket, and every ticket is answered.

## Functional requirements
### Tickets
A ticket has a title, a description, a priority and a status (open, waiting, closed).
Tickets can be created, changed, listed and searched.
### Comments
A ticket has many comments. Each comment has a text and an author.

## Out of scope
Mobile apps and single sign-on.`,
  },
  {
    shape: 'an e-mail',
    session: 'e-mail',
    records: 'volunteers',
    text: `Hi,

we talked about this on Tuesday. At the food bank we still manage our volunteers in a spreadsheet, and it
is a mess. Could you build us something where we can add volunteers with name, phone number and the day
they joined, and track their assignments? Each assignment belongs to a volunteer and has a date and a place.

Thanks a lot!
Kim`,
  },
  {
    shape: 'possessives',
    session: 'possessives',
    records: 'patients',
    text: `A dental practice stores its patients' appointments and treatments. A patient's name, address and
birth date are kept, an appointment's date and duration, and a treatment's description and cost.`,
  },
  {
    shape: 'little that says what it is about',
    session: 'assumed',
    records: 'plots',
    text: 'Something for our allotment society and its plots',
    assumeRecords: true,
  },
];
