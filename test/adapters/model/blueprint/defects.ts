/** Something that can go wrong in a product, and the tests of the product that must find it. */
export interface Defect {
  readonly what: string;
  readonly path: string;
  readonly right: string;
  readonly wrong: string;
  readonly foundBy: string;
}

const projects = 'tests/acceptance/projects.test.js';
const tasks = 'tests/acceptance/tasks.test.js';
const service = 'tests/acceptance/service.test.js';
const journal = 'tests/unit/journal.test.js';

/** Defects of one file: what is wrong, what is right there, and what stands in its place. */
const inFile = (
  path: string,
  foundBy: string,
  ...edits: readonly (readonly [what: string, right: string, wrong: string])[]
): readonly Defect[] =>
  edits.map(([what, right, wrong]) => ({ what, path, right, wrong, foundBy }));

const input = [
  ...inFile(
    'src/validation.js',
    tasks,
    ['nothing is validated', 'throw invalid(errors)', 'void 0'],
    ['nothing is required', "field.required && 'is required'", '0'],
    ['unknown fields get through', '!known.has(name)', 'false'],
  ),
  ...inFile(
    'src/body.js',
    service,
    ['large bodies are read', 'if (size > MAX_BODY) throw', 'if (0) throw'],
    ['any content type is read', 'throw notJson();', ';'],
  ),
];

const disk = [
  ...inFile(
    'src/journal.js',
    service,
    ['nothing is written to disk', 'await this.#handle.appendFile(', '('],
    ['nothing is read from disk', 'entries.forEach(replay);', ''],
  ),
  ...inFile('src/journal.js', journal, [
    'a torn line is kept',
    'await handle.truncate(length);',
    '',
  ]),
  ...inFile('src/store.js', journal, [
    'a short file loses records',
    '({ entity, id, record })),',
    '({})),',
  ]),
  ...inFile('src/store.js', service, [
    'deletions are not kept',
    'change({ entity, id })',
    'replay({ entity, id })',
  ]),
];

const lists = [
  ...inFile(
    'src/query.js',
    tasks,
    ['all pages are the first', 'slice(offset, offset + limit)', 'slice(0, limit)'],
    ['pages are too long', 'slice(offset, offset + limit)', 'slice(offset)'],
    ['the total is wrong', 'total: found.length', 'total: limit'],
    ['filters do nothing', 'record[name] === value', 'true'],
    ['searches find all', '!search ||', 'true ||'],
  ),
  ...inFile('src/relations.js', projects, [
    'children of others are listed',
    'fields.some(',
    'true || fields.some(',
  ]),
];

const changes = [
  ...inFile(
    'src/records.js',
    tasks,
    ['references are not checked', '!store.get(field.to, id)', 'false'],
    ['a change clears the rest', '{ partial: true }', '{}'],
  ),
  ...inFile('src/records.js', projects, [
    'used parents are deleted',
    'if (count > 0)',
    'if (false)',
  ]),
  ...inFile('src/etag.js', tasks, [
    'versions are not compared',
    '!tags.includes(etagOf(record))',
    'false',
  ]),
];

const answers = [
  ...inFile(
    'src/routes.js',
    tasks,
    ['creation answers 200', 'one(201,', 'one(200,'],
    ['deletion answers 200', 'status: 204', 'status: 200'],
  ),
  ...inFile('src/page.js', service, [
    'the page may load anything',
    "default-src 'none'",
    'default-src *',
  ]),
  ...inFile('src/main.js', service, [
    'a stop is a failure',
    'await service.close();',
    'throw new Error();',
  ]),
];

/** Of a product that keeps projects and tasks. */
export const DEFECTS: readonly Defect[] = [...input, ...disk, ...lists, ...changes, ...answers];
