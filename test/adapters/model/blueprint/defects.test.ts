import { describe, expect, test } from '@jest/globals';
import { planProject } from '../../../../src/adapters/model/blueprint/index.ts';
import { allFiles, edit, removeProduct, runTests, writeProduct } from './product.ts';
import type { Understanding } from '../../../../src/adapters/model/blueprint/understanding/index.ts';

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

/** What can go wrong in a product: the file, the code that is right, and a defect instead. */
const defects = [
  [
    'nothing is validated',
    'src/validation.js',
    'if (errors.length > 0) throw invalid(errors);',
    '',
  ],
  [
    'required fields are optional',
    'src/validation.js',
    "field.required && 'is required'",
    'undefined',
  ],
  [
    'unknown fields are let through',
    'src/validation.js',
    '.filter((name) => !known.has(name))',
    '.filter(() => false)',
  ],
  ['nothing is written to the disk', 'src/journal.js', 'await this.#handle.appendFile(', 'void ('],
  ['nothing is read from the disk', 'src/journal.js', 'entries.forEach(replay);', ''],
  [
    'deletions are forgotten',
    'src/store.js',
    'change({ entity, id })',
    'Promise.resolve(tables.get(entity).delete(id))',
  ],
  ['a new record is answered with 200', 'src/routes.js', 'one(201,', 'one(200,'],
  ['a deletion is answered with 200', 'src/routes.js', 'status: 204', 'status: 200'],
  [
    'the second page is the first',
    'src/query.js',
    'found.slice(offset, offset + limit)',
    'found.slice(0, limit)',
  ],
  [
    'pages are too long',
    'src/query.js',
    'found.slice(offset, offset + limit)',
    'found.slice(offset)',
  ],
  [
    'the total is that of the page',
    'src/query.js',
    'total: found.length',
    'total: Math.min(limit, found.length - offset)',
  ],
  ['filters do nothing', 'src/query.js', 'record[name] === value', 'true'],
  ['a search finds everything', 'src/query.js', '!search ||', 'true ||'],
  ['a reference may point nowhere', 'src/records.js', '!store.get(field.to, id)', 'false'],
  ['a parent is deleted before its children', 'src/records.js', 'if (count > 0)', 'if (false)'],
  [
    'a nested list holds everything',
    'src/records.js',
    '.filter((record) => refersTo(record, fields, id))',
    '',
  ],
  ['versions are not compared', 'src/etag.js', '!tags.includes(etagOf(record))', 'false'],
  ['a change loses the other fields', 'src/records.js', '{ partial: true }', '{ partial: false }'],
  ['a large body is read', 'src/body.js', 'if (size > MAX_BODY) throw', 'if (false) throw'],
  ['any content type is read', 'src/body.js', 'throw notJson();', ';'],
  ['the page may load from anywhere', 'src/page.js', "\"default-src 'none';", '"default-src *;'],
  ['SIGTERM is not heeded', 'src/main.js', 'await service.close();', 'throw new Error();'],
] as const;

describe("a product's own tests find that", () => {
  test.each(defects)('%s', async (_defect, path, right, wrong) => {
    const root = writeProduct(allFiles(planProject('Projects and tasks', understanding)));
    try {
      edit(root, path, right, wrong);
      const { code, failed } = await runTests(root);
      expect(code).toBe(1);
      expect(failed).toBeGreaterThan(0);
    } finally {
      removeProduct(root);
    }
  });
});
