import type { GeneratedFile, Project } from '../project.ts';
import { WRITTEN_BY } from '../text/markdown.ts';
import { modelSource } from './model-source.ts';
import { readme } from './readme.ts';
import { staticFiles } from './static.ts';

const SOURCES = [
  'body',
  'config',
  'etag',
  'field-types',
  'http',
  'journal',
  'log',
  'main',
  'page',
  'problem',
  'query',
  'records',
  'relations',
  'routes',
  'seed',
  'service',
  'store',
  'validation',
].map((name) => `src/${name}.js`);

const MODEL_COMMENT = `/**
 * The records that this service keeps; everything else in src/ is driven by this list. A field has
 * a name (also of the JSON member), a label for people and a type (see field-types.js), and may be
 * required; an enum lists its values; a reference names the entity it points to. No two records of
 * an entity share the values of its unique fields.
 */`;

function packageJson(project: Project): string {
  const content = {
    name: project.packageName,
    version: '1.0.0',
    description: `${project.title}: a service ${WRITTEN_BY}`,
    private: true,
    type: 'module',
    engines: { node: '>=20.11' },
    scripts: {
      start: 'node src/main.js',
      test: 'node --test --test-concurrency=4 --test-timeout=60000',
      seed: 'node src/seed.js',
      smoke: 'node deployment/smoke.mjs',
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The backend developer's files. */
export function backendFiles(project: Project): readonly GeneratedFile[] {
  return [
    { path: 'package.json', content: packageJson(project) },
    { path: 'README.md', content: readme(project) },
    { path: 'src/model.js', content: modelSource(project.entities, MODEL_COMMENT) },
    ...staticFiles(...SOURCES),
  ];
}
