import { createHash } from 'node:crypto';
import type { GeneratedFile, Project, ProjectEntity } from '../project.ts';
import { sampleValues } from '../plan/samples.ts';
import { document, table, WRITTEN_BY } from '../text/markdown.ts';

const PER_ENTITY = 2;
const TIME = '2030-01-01T00:00:00.000Z';

/** A version 4 UUID in form, the same for the same record. */
function seedId(entity: string, n: number): string {
  const hex = createHash('sha256')
    .update(`${entity} ${String(n)}`)
    .digest('hex');
  const variant = `4${hex.slice(13, 16)}-a${hex.slice(17, 20)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${variant}-${hex.slice(20, 32)}`;
}

function seedRecord(entity: ProjectEntity, n: number): Record<string, unknown> {
  const values = sampleValues(entity.fields, n);
  // An optional reference may point to a record that comes later, or to this one.
  const references = entity.fields
    .filter((field) => field.type === 'reference')
    .map((field) => [field.name, field.required ? seedId(field.to ?? '', n) : null] as const);
  const all = { ...values, ...Object.fromEntries(references) };
  return {
    id: seedId(entity.name, n),
    ...Object.fromEntries(entity.fields.map((field) => [field.name, all[field.name]])),
    created_at: TIME,
    updated_at: TIME,
  };
}

function seed(project: Project): string {
  const numbers = Array.from({ length: PER_ENTITY }, (_, index) => index + 1);
  const records = project.entities.map((entity) => [
    entity.path,
    numbers.map((n) => seedRecord(entity, n)),
  ]);
  return `${JSON.stringify(Object.fromEntries(records), null, 2)}\n`;
}

function about(project: Project): string {
  return document(
    '# Example records',
    `\`seed.json\` was ${WRITTEN_BY}. It holds examples of every entity, by its path; references point to each other.`,
    table(
      ['entity', 'examples'],
      project.entities.map((entity) => [entity.plural, String(PER_ENTITY)]),
    ),
    'To fill an empty store with them, while the service is stopped:',
    ['```sh', 'npm run seed', '```'].join('\n'),
    'The store is one file, `records.jsonl` in `DATA_DIR`; its format is described in `design/data-model.md`.',
  );
}

/** The database specialist's files of the implementation. */
export function seedFiles(project: Project): readonly GeneratedFile[] {
  return [
    { path: 'db/seed.json', content: seed(project) },
    { path: 'db/README.md', content: about(project) },
  ];
}
