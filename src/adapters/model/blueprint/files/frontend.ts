import type { GeneratedFile, Project } from '../project.ts';
import { WRITTEN_BY } from '../text/markdown.ts';
import { modelSource } from './model-source.ts';
import { staticFiles } from './static.ts';

const SOURCES = ['api.js', 'app.js', 'dom.js', 'form.js', 'style.css', 'values.js'];

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => `&#${String(char.charCodeAt(0))};`);

function indexHtml({ title }: Project): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="style.css" />
    <script type="module" src="app.js"></script>
  </head>
  <body>
    <header>
      <h1>${escapeHtml(title)}</h1>
      <nav aria-label="Kinds of records"></nav>
    </header>
    <p id="status" role="status"></p>
    <main></main>
    <noscript>This page needs JavaScript; the API does not.</noscript>
  </body>
</html>
`;
}

const ENTITIES_COMMENT = `/** The records that the service keeps, as in src/model.js; ${WRITTEN_BY}. */`;

/** The frontend developer's files. */
export function frontendFiles(project: Project): readonly GeneratedFile[] {
  return [
    { path: 'public/index.html', content: indexHtml(project) },
    { path: 'public/entities.js', content: modelSource(project.entities, ENTITIES_COMMENT) },
    ...staticFiles(...SOURCES.map((name) => `public/${name}`)),
  ];
}
