import type { Edit, Operator, Project } from '../project.ts';
import { inFile, inManifest, rewrittenAll, sources, testFiles } from '../texts.ts';

/** The smaller project's code and tests, with the larger one's requirement and design. */
const behindItsSpecification = ({ texts, smaller }: Project): readonly Edit[] => {
  if (smaller === undefined) return [];
  const isCode = (path: string): boolean => /^(src|tests|public|db)\//.test(path);
  const write = [...smaller].filter(([path]) => isCode(path));
  const remove = [...texts.keys()].filter((path) => isCode(path) && !smaller.has(path));
  return [{ write: Object.fromEntries(write), remove }];
};

const CREATED = /\b201\b/g;

/** A service whose code and tests agree on another status than its description says. */
const driftedFromApi = (project: Project): readonly Edit[] => {
  if (!project.specified) return [];
  const all = [...sources(project), ...testFiles(project)];
  return rewrittenAll(all, (text) => text.replace(CREATED, '200'));
};

const main = (change: (text: string) => string) => (project: Project) =>
  inFile(project, 'src/main.js', change);

/** What is wrong with it as a service. */
export const SERVICE: readonly Operator[] = [
  {
    name: 'break-start-command',
    what: 'its start command starts nothing',
    class: 'alone',
    edits: (project) =>
      inManifest(project, (_manifest, scripts) =>
        scripts['start'] === undefined
          ? {}
          : { scripts: { ...scripts, start: 'node src/mian.js' } },
      ),
  },
  {
    name: 'no-start-command',
    what: 'it says nowhere how it is started',
    class: 'alone',
    edits: (project) =>
      inManifest(project, (_manifest, scripts) => {
        const { start: _start, ...rest } = scripts;
        return { scripts: rest };
      }),
  },
  {
    name: 'crash-at-start',
    what: 'it ends when it is started',
    class: 'alone',
    edits: main((text) => `${text}\nsetTimeout(() => process.exit(1), 50);\n`),
  },
  {
    name: 'sick-health',
    what: 'it answers 503 when asked how it is',
    class: 'alone',
    edits: (project) =>
      inFile(project, 'src/routes.js', (text) =>
        text.replace("status: 200, body: { status: 'ok' }", "status: 503, body: { status: 'ok' }"),
      ),
  },
  {
    name: 'ignore-sigterm',
    what: 'it does not stop when told to',
    class: 'alone',
    edits: main((text) =>
      text.replace(/process\.once\('SIGTERM'.*\n/, "process.on('SIGTERM', () => {});\n"),
    ),
  },
  {
    name: 'forget-on-restart',
    what: 'what it was given is gone after a restart',
    class: 'alone',
    edits: main((text) =>
      text.replace(
        '...readConfig(process.env)',
        '...readConfig(process.env), dataDir: `/tmp/d-${process.pid}`',
      ),
    ),
  },
  {
    name: 'remove-feature-behind-specification',
    what: 'a feature is gone from code and tests, and its specification still asks for it',
    class: 'specification',
    edits: behindItsSpecification,
  },
  {
    name: 'drift-from-api',
    what: 'code and tests agree on an answer that its API does not name',
    class: 'specification',
    edits: driftedFromApi,
  },
];
