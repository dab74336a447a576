import type { GeneratedFile, Project, ProjectEntity, Scenario } from '../project.ts';
import { sentenceCase } from '../plan/naming.ts';
import { sampleValues } from '../plan/samples.ts';
import { literal } from '../text/js-literal.ts';
import { document, table, WRITTEN_BY } from '../text/markdown.ts';
import { staticFiles } from './static.ts';

function testCode({ id, title, steps }: Scenario): string {
  const lines = steps.flatMap((step) => [`// ${step.keyword} ${step.text}`, ...step.code]);
  const body = lines.map((line) => `  ${line}\n`).join('');
  const context = body.includes(' t.after(') ? 't' : '';
  return `test(${literal(`${id} ${title}`)}, async (${context}) => {\n${body}});\n`;
}

function testFile(scenarios: readonly Scenario[], about: string): string {
  const tests = scenarios.map(testCode).join('\n');
  const samples = ['create', 'sample'].filter((name) =>
    ['service', 'own'].some((service) => tests.includes(`${name}(${service}, `)),
  );
  const helpers = tests.includes('fieldsInError(') ? 'fieldsInError, startService' : 'startService';
  return `// Acceptance tests of ${about}, from requirements/scenarios.feature.
// ${sentenceCase(WRITTEN_BY)}.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ${samples.join(', ')} } from './samples.js';
import { ${helpers} } from './service.js';

let service;
before(async () => {
  service = await startService();
});
after(() => service.dispose());

${tests}`;
}

const referencesOf = (entity: ProjectEntity): Record<string, string> =>
  Object.fromEntries(
    entity.fields.flatMap((field) =>
      field.required && field.to !== undefined ? [[field.name, field.to]] : [],
    ),
  );

function samplesFile(entities: readonly ProjectEntity[]): string {
  const samples = entities.map((entity) => [
    entity.name,
    {
      path: `/${entity.path}`,
      values: sampleValues(entity.fields),
      references: referencesOf(entity),
    },
  ]);
  return `import assert from 'node:assert/strict';

/** For each entity: where it is, valid values, and the other records that it needs. */
const samples = new Map(${literal(samples, 0, 27)});

/**
 * The values for a valid new record, after making the records that it refers to.
 * @param changes values to use instead; no record is made for a reference among them
 */
export async function sample(service, name, changes = {}) {
  const { values, references } = samples.get(name);
  const body = { ...values, ...changes };
  for (const [field, to] of Object.entries(references)) {
    if (!Object.hasOwn(changes, field)) body[field] = (await create(service, to)).body.id;
  }
  return body;
}

/** Makes a record; answers like service.post, with the record's address. */
export async function create(service, name, changes = {}) {
  const answer = await service.post(samples.get(name).path, await sample(service, name, changes));
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return { ...answer, address: answer.headers.get('location') };
}
`;
}

function testPlan(project: Project): string {
  const rows = project.stories.map((story) => [
    `${story.id} ${story.title}`,
    story.scenarios.map((scenario) => scenario.id).join(', '),
  ]);
  return document(
    `# Test plan`,
    `This plan was ${WRITTEN_BY}.`,
    '## Strategy',
    'Acceptance tests (`tests/acceptance/`) are made from the scenarios, one test a scenario, named after its id. They start the service as a process of its own, on a free port and an empty directory, and use it over HTTP only.',
    'Unit tests (`tests/unit/`) check the parts on their own: every type of field, validation, queries, the journal with a torn line.',
    'Integration tests (`tests/integration/`), where they are there, check what only shows with real files and many requests at once: crashes, compaction, concurrent writes.',
    '`npm test` runs all of them with Node’s own test runner; it needs no network but the loopback interface, and leaves nothing behind.',
    '## Coverage',
    `${String(project.scenarios.length)} scenarios, each with one test:`,
    table(['story', 'scenarios'], rows),
    'Not covered: the look of the web page, load beyond what one process can bear, and a full disk.',
  );
}

/** The QA engineer's files. */
export function acceptanceFiles(project: Project): readonly GeneratedFile[] {
  const files = project.entities.map((entity) => ({
    path: `tests/acceptance/${entity.path}.test.js`,
    content: testFile(
      project.scenarios.filter((scenario) => scenario.entity === entity.name),
      entity.plural,
    ),
  }));
  const general = project.scenarios.filter((scenario) => scenario.entity === undefined);
  return [
    { path: 'docs/test-plan.md', content: testPlan(project) },
    { path: 'tests/acceptance/samples.js', content: samplesFile(project.entities) },
    ...staticFiles('tests/acceptance/service.js'),
    ...files,
    {
      path: 'tests/acceptance/service.test.js',
      content: testFile(general, 'the service as a whole'),
    },
  ];
}
