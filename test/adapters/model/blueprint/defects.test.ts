import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { planProject } from '../../../../src/adapters/model/blueprint/index.ts';
import type { Understanding } from '../../../../src/adapters/model/blueprint/understanding/index.ts';
import { allFiles, edit, removeProduct, run, runTests, writeProduct } from './product.ts';

const understanding: Understanding = {
  recordKeeping: 'yes',
  reasons: [],
  entities: [
    { name: 'project', attributes: [{ name: 'name', type: 'string' }], relations: [] },
    {
      name: 'task',
      attributes: [
        { name: 'title', type: 'string' },
        { name: 'done', type: 'boolean' },
      ],
      relations: [{ kind: 'belongsTo', entity: 'project' }],
    },
  ],
};

const tasks = 'tests/acceptance/tasks.test.js';
const projects = 'tests/acceptance/projects.test.js';
const service = 'tests/acceptance/service.test.js';
const journal = 'tests/unit/journal.test.js';

/** What can go wrong in a product: the tests that must find it, the file, what is right, and what is not. */
const defects = [
  ['nothing is validated', tasks, 'src/validation.js', 'throw invalid(errors)', 'void 0'],
  ['nothing is required', tasks, 'src/validation.js', "field.required && 'is required'", '0'],
  ['unknown fields get through', tasks, 'src/validation.js', '!known.has(name)', 'false'],
  ['nothing is written to disk', service, 'src/journal.js', 'await this.#handle.appendFile(', '('],
  ['nothing is read from disk', service, 'src/journal.js', 'entries.forEach(replay);', ''],
  [
    'deletions are not kept',
    service,
    'src/store.js',
    'change({ entity, id })',
    'replay({ entity, id })',
  ],
  ['a torn line is kept', journal, 'src/journal.js', 'await handle.truncate(length);', ''],
  ['a short file loses records', journal, 'src/store.js', '({ entity, id, record })),', '({})),'],
  ['creation answers 200', tasks, 'src/routes.js', 'one(201,', 'one(200,'],
  ['deletion answers 200', tasks, 'src/routes.js', 'status: 204', 'status: 200'],
  [
    'all pages are the first',
    tasks,
    'src/query.js',
    'slice(offset, offset + limit)',
    'slice(0, limit)',
  ],
  ['pages are too long', tasks, 'src/query.js', 'slice(offset, offset + limit)', 'slice(offset)'],
  ['the total is wrong', tasks, 'src/query.js', 'total: found.length', 'total: limit'],
  ['filters do nothing', tasks, 'src/query.js', 'record[name] === value', 'true'],
  ['searches find all', tasks, 'src/query.js', '!search ||', 'true ||'],
  ['references are not checked', tasks, 'src/records.js', '!store.get(field.to, id)', 'false'],
  ['used parents are deleted', projects, 'src/records.js', 'if (count > 0)', 'if (false)'],
  [
    'children of others are listed',
    projects,
    'src/relations.js',
    'fields.some(',
    'true || fields.some(',
  ],
  ['versions are not compared', tasks, 'src/etag.js', '!tags.includes(etagOf(record))', 'false'],
  ['a change clears the rest', tasks, 'src/records.js', '{ partial: true }', '{}'],
  ['large bodies are read', service, 'src/body.js', 'if (size > MAX_BODY) throw', 'if (0) throw'],
  ['any content type is read', service, 'src/body.js', 'throw notJson();', ';'],
  ['the page may load anything', service, 'src/page.js', "default-src 'none'", 'default-src *'],
  ['a stop is a failure', service, 'src/main.js', 'await service.close();', 'throw new Error();'],
] as const;

describe("a product's own tests find that", () => {
  let root = '';
  beforeAll(() => {
    root = writeProduct(allFiles(planProject('Projects and tasks', understanding)));
  });
  afterAll(() => {
    removeProduct(root);
  });

  test.each(defects)('%s', async (_defect, tests, path, right, wrong) => {
    const undo = edit(root, path, right, wrong);
    try {
      const { code, output } = await run(root, [process.execPath, '--test', tests]);
      expect(code).toBe(1);
      expect(output).toMatch(/^\W*fail [1-9]/m);
    } finally {
      undo();
    }
  });

  test('a defect makes npm test fail, and nothing else does', async () => {
    expect(await runTests(root)).toMatchObject({ code: 0, failed: 0 });
    edit(root, 'src/routes.js', 'one(201,', 'one(200,');
    expect(await runTests(root)).toMatchObject({ code: 1 });
  }, 240_000);
});
