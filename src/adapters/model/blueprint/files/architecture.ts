import type { GeneratedFile, Project } from '../project.ts';
import { bullets, document, table, WRITTEN_BY } from '../text/markdown.ts';
import { listed } from '../plan/naming.ts';
import { openApi } from './openapi/openapi.ts';

const components = [
  ['`src/main.js`, `src/service.js`', 'start and stop; what belongs together is put together here'],
  ['`src/http.js`, `src/routes.js`, `src/body.js`', 'HTTP: from a request to a call and back'],
  ['`src/records.js`', 'creating, finding, changing and deleting, and the rules between records'],
  ['`src/validation.js`, `src/field-types.js`', 'what a valid record is'],
  ['`src/query.js`', 'pages, filters, search and order of lists'],
  ['`src/store.js`, `src/journal.js`', 'records in memory, and the file that keeps them'],
  ['`src/model.js`', 'the entities, as data: the only file that knows the domain'],
  ['`public/`', 'the web page: plain JavaScript over the same API'],
];

const decisions = [
  [
    'The code is driven by data',
    'Entities and fields are a list in `src/model.js`; handlers are generic. No name of the domain becomes an identifier or a path to code, so that a new field is one line and an odd name can do no harm.',
  ],
  [
    'Node.js and nothing else',
    'No dependency to update, to audit or to wait for. In return, there is no framework to lean on: HTTP, routing and validation are about 500 lines here.',
  ],
  [
    'An append-only journal, and records in memory',
    'Each change is one line of JSON, confirmed after it is synced to the disk; changes that come together share a sync. Reading needs no disk. In return, all records must fit in memory, and only one process may use the directory.',
  ],
  [
    'A change is visible before it is confirmed',
    'Checks and the change that follows happen in one go, so that no two requests can break a rule between records. When a write fails, the process ends instead of serving what is not kept.',
  ],
  [
    'Errors are problem+json (RFC 9457)',
    'All wrong fields are named at once, so that a form can show them.',
  ],
  [
    'Versions are entity tags',
    'With `If-Match`, a client does not overwrite what it has not seen; without, the last one wins.',
  ],
] as const;

/** How a request goes through the service, as a picture. */
const picture = `\`\`\`mermaid
flowchart LR
  browser[Web page] --> http[HTTP, routes]
  client[API client] --> http
  http --> records[Records and rules]
  records --> validation[Validation]
  records --> store[Store in memory]
  store --> journal[(records.jsonl)]
\`\`\``;

/** Scenarios that no operation of the API serves hold for the service as a whole. */
function wholeService({ scenarios }: Project): readonly string[] {
  const rows = scenarios
    .filter(({ serves }) => serves.length === 0)
    .map(({ id, title }) => [id, title, '`src/service.js`, `src/http.js`']);
  if (rows.length === 0) return [];
  return [
    '## Scenarios of the whole service',
    'The others stand as `x-scenarios` beside the operations of `design/openapi.json`.',
    table(['scenario', 'says', 'held by'], rows),
  ];
}

function architecture(project: Project): string {
  const plurals = listed(project.entities.map((entity) => entity.plural));
  return document(
    `# ${project.title}: architecture`,
    `This document was ${WRITTEN_BY}.`,
    '## Overview',
    `One process keeps ${plurals}, and serves a REST API (\`design/openapi.json\`) and a web page. How records hang together is in \`design/data-model.md\`.`,
    picture,
    '## Components',
    table(['part', 'does'], components),
    ...wholeService(project),
    '## Decisions',
    ...decisions.map(([title, text], index) => `### D-${String(index + 1)} ${title}\n\n${text}`),
    '### Limits that follow',
    bullets([
      'Lists are filtered by going through all records of an entity: fine up to some 100,000.',
      'There is one writer, so there is no high availability; see the runbook for backups.',
    ]),
  );
}

/** The solution architect's files. */
export function architectureFiles(project: Project): readonly GeneratedFile[] {
  return [
    { path: 'design/architecture.md', content: architecture(project) },
    { path: 'design/openapi.json', content: `${JSON.stringify(openApi(project), null, 2)}\n` },
  ];
}
