import type { Project, ProjectEntity } from '../project.ts';
import { sampleValues } from '../plan/samples.ts';
import { sentenceCase } from '../plan/naming.ts';
import { childrenOf, meaningOf } from './describe.ts';
import { bullets, code, document, table, WRITTEN_BY } from '../text/markdown.ts';

function fieldTable(entity: ProjectEntity): string {
  const rows = entity.fields.map((field) => [
    code(field.name),
    meaningOf(field),
    field.required ? 'yes' : '',
  ]);
  return table(['field', 'holds', 'required'], rows);
}

function endpoints(entity: ProjectEntity, all: readonly ProjectEntity[]): string {
  const { path, name, plural } = entity;
  const nested = childrenOf(entity, all).map(({ child }) => [
    `\`GET /${path}/{id}/${child.path}\``,
    `the ${child.plural} of one ${name}`,
  ]);
  return table(
    ['request', 'does'],
    [
      [`\`GET /${path}\``, `lists ${plural}`],
      [`\`POST /${path}\``, 'creates one'],
      [`\`GET /${path}/{id}\``, 'reads one'],
      [`\`PUT /${path}/{id}\``, 'replaces one'],
      [`\`PATCH /${path}/{id}\``, 'changes the fields that are given'],
      [`\`DELETE /${path}/{id}\``, 'deletes one'],
      ...nested,
    ],
  );
}

function example(project: Project): string {
  const [root] = project.entities;
  if (!root) return '';
  const body = JSON.stringify(sampleValues(root.fields), null, 2).replaceAll("'", "'\\''");
  return [
    '```sh',
    `curl -i http://127.0.0.1:3000/${root.path} -H 'content-type: application/json' -d '${body}'`,
    `curl 'http://127.0.0.1:3000/${root.path}?limit=10'`,
    '```',
  ].join('\n');
}

const listParameters = [
  '`limit` (1 to 100, default 20) and `offset`; the answer is `{ "items", "total", "limit", "offset" }`',
  '`q`: searches in text, without regard to case',
  '`sort`: the name of a field, with `-` before it for the reverse',
  'the name of an enumeration, boolean or reference field, with the value wanted',
];

const statuses = [
  ['400', 'not JSON, or a parameter that is unknown or wrong'],
  ['404', 'no such record or address'],
  ['405', 'a method that the address does not know; `Allow` says which it does'],
  ['409', 'still referred to, or already there'],
  ['412', 'changed since it was read, when `If-Match` carries the `ETag` of a record'],
  ['413', 'a body over 100 KiB'],
  ['415', 'a body that is not `application/json`'],
  ['422', 'a field that is missing, unknown or wrong; `errors` names each'],
];

const files = [
  ['`src/model.js`', 'the entities and their fields: the only file that knows this domain'],
  ['`src/records.js`', 'what can be done with records, and the rules between them'],
  ['`src/validation.js`, `src/field-types.js`', 'what a valid record is'],
  ['`src/journal.js`, `src/store.js`', 'how records are kept: in memory, and in `records.jsonl`'],
  ['`src/http.js`, `src/routes.js`', 'the HTTP interface'],
  ['`public/`', 'the web page'],
  ['`tests/`', 'acceptance tests, one a scenario, and unit tests'],
  ['`requirements/`, `design/`, `docs/`', 'why it is as it is, and how to run it'],
];

/** The product's README. */
export function readme(project: Project): string {
  return document(
    `# ${project.title}`,
    `A service that keeps ${project.entities.map((entity) => entity.plural).join(', ')}, with a REST API and a web page. It was ${WRITTEN_BY}; nothing in it depends on that.`,
    '## Getting started',
    'It needs Node.js 20.11 or later and has no dependencies.',
    ['```sh', 'npm start   # then open http://127.0.0.1:3000', 'npm test', '```'].join('\n'),
    'Where `db/seed.json` is there, `npm run seed` fills an empty store with examples; do it while the service is stopped.',
    '## API',
    'Requests and answers are JSON; `design/openapi.json` describes all of them. For example:',
    example(project),
    ...project.entities.flatMap((entity) => [
      `### ${sentenceCase(entity.plural)}`,
      fieldTable(entity),
      endpoints(entity, project.entities),
    ]),
    '### Common to all',
    'Every record also has `id`, `created_at` and `updated_at`, which the service sets. Optional fields without a value are `null`.',
    'Lists take these parameters:',
    bullets(listParameters),
    'Errors are `application/problem+json` with `title`, `status`, `detail` and, where fields are wrong, `errors`:',
    table(['status', 'means'], statuses),
    '`GET /health` answers `{ "status": "ok" }`.',
    '## Configuration',
    table(
      ['variable', 'default', 'is'],
      [
        ['`PORT`', '`3000`', 'the port; 0 takes a free one, which the log names'],
        ['`HOST`', '`127.0.0.1`', 'the address to listen on; `0.0.0.0` in a container'],
        ['`DATA_DIR`', '`./data`', 'where records are kept; for one process only'],
      ],
    ),
    'There is no sign-in: keep it on a trusted network, or behind a proxy that checks who comes.',
    '## Files',
    table(['file', 'holds'], files),
  );
}
