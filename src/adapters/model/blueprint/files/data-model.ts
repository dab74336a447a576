import type { Field, GeneratedFile, Project, ProjectEntity } from '../project.ts';
import { pascalCase, sentenceCase, withArticle } from '../plan/naming.ts';
import { code, document, table, WRITTEN_BY } from '../text/markdown.ts';
import { meaningOf } from './describe.ts';
import { recordSchema } from './json-schema.ts';

function entitySection(entity: ProjectEntity): string {
  const own = (name: string, meaning: string): readonly string[] => [
    code(name),
    meaning,
    'set by the service',
  ];
  const rows = entity.fields.map((field) => [
    code(field.name),
    meaningOf(field),
    field.required ? 'required' : 'optional, `null` when absent',
  ]);
  return document(
    `### ${sentenceCase(entity.name)}`,
    table(
      ['field', 'holds', 'presence'],
      [
        own('id', 'a UUID'),
        ...rows,
        own('created_at', 'a time in UTC'),
        own('updated_at', 'a time in UTC'),
      ],
    ),
    entity.unique ? `No two share the same ${entity.unique.map(code).join(' and ')}.` : '',
  ).trim();
}

interface Tie {
  readonly child: ProjectEntity;
  readonly field: Field;
}

const tiesOf = (project: Project): readonly Tie[] =>
  project.entities.flatMap((child) =>
    child.fields.filter((field) => field.to !== undefined).map((field) => ({ child, field })),
  );

const diagramName = (name: string): string => name.replaceAll(' ', '_').toUpperCase();

function diagram(project: Project): string {
  const ties = tiesOf(project).map(({ child, field }) => {
    const one = field.required ? '||' : '|o';
    return `  ${diagramName(field.to ?? '')} ${one}--o{ ${diagramName(child.name)} : "${field.label}"`;
  });
  const names = project.entities.map((entity) => `  ${diagramName(entity.name)}`);
  return ['```mermaid', 'erDiagram', ...names, ...ties, '```'].join('\n');
}

function relations(project: Project): string {
  const rows = tiesOf(project).map(({ child, field }) => [
    withArticle(child.name),
    `${field.required ? 'belongs to' : 'may belong to'} ${withArticle(field.to ?? '')}`,
    code(field.name),
  ]);
  if (rows.length === 0) return 'There are none: each record stands for itself.';
  return document(
    table(['record', 'relation', 'field'], rows),
    'The record referred to must exist when the reference is set, and can not be deleted while it is.',
    diagram(project),
  ).trim();
}

function dataModel(project: Project): string {
  return document(
    `# ${project.title}: data model`,
    `This document was ${WRITTEN_BY}. The same as JSON Schema is in \`design/schema.json\`.`,
    '## Entities',
    ...project.entities.map(entitySection),
    '## Relations',
    relations(project),
    '## Storage',
    'Records are lines of `records.jsonl` in the data directory: `{"entity", "id", "record"}` for a new or changed record, without `record` for a deleted one. The last line about an id counts. The file is replaced by a shorter one when most of it is history.',
  );
}

function schema(project: Project): string {
  const content = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: project.title,
    $defs: Object.fromEntries(
      project.entities.map((entity) => [
        pascalCase(entity.name),
        { title: entity.name, ...recordSchema(entity) },
      ]),
    ),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The database specialist's files of the design. */
export function dataModelFiles(project: Project): readonly GeneratedFile[] {
  return [
    { path: 'design/data-model.md', content: dataModel(project) },
    { path: 'design/schema.json', content: schema(project) },
  ];
}
