import type { Edit, Operator, Project } from '../project.ts';
import { inFile, inManifest, rewritten, sources } from '../texts.ts';

// Put together here, so that no scanner takes this file for one that leaks a key.
const KEY = ['AKIA', 'Q3EGRTJ7', 'ZXW2LMPV'].join('');
const PRIVATE_KEY = [
  ['-----BEGIN', 'PRIVATE', 'KEY-----'].join(' '),
  'MC4CAQAwBQYDK2VwBCIEIKg1Xn3k0b4kqE0mY7Q2m9C1dVt8s3o5Zr6uNwJhPxLa',
  ['-----END', 'PRIVATE', 'KEY-----'].join(' '),
  '',
].join('\n');

const assigned = (project: Project): readonly Edit[] =>
  rewritten(sources(project), (text) =>
    project.language === 'Python'
      ? `${text}\nACCESS_KEY = "${KEY}"\n`
      : `${text}\nexport const accessKey = '${KEY}';\n`,
  );

const imported = (project: Project): readonly Edit[] =>
  rewritten(sources(project), (text) =>
    project.language === 'Python' ? `import simplejson\n${text}` : `import 'left-pad';\n${text}`,
  );

const workflows = ({ texts }: Project): readonly string[] =>
  [...texts.keys()].filter((path) => path.startsWith('.github/workflows/'));

/** In the list that is installed: one below `docs` counts only where there is no other. */
const undeclared = (project: Project): readonly Edit[] => {
  const lists = ['requirements.txt', 'docs/requirements.txt'];
  return lists
    .filter((path) => project.texts.has(path))
    .slice(0, 1)
    .flatMap((path) =>
      inFile(project, path, (text) => text.replace(/^(pandas|numpy|lxml).*\n/m, '')),
    );
};

const listsNothing = (project: Project): readonly Edit[] =>
  project.language === 'Python'
    ? [
        {
          write: {
            'requirements.txt': `${project.texts.get('requirements.txt') ?? ''}\nno-such-package-of-anybody==9.9.9\n`,
          },
        },
      ]
    : inManifest(project, ({ dependencies }) => ({
        dependencies: {
          ...(dependencies as object | undefined),
          'no-such-package-of-anybody': '9.9.9',
        },
      }));

const odd = (kind: 'sparse' | 'link' | 'pipe' | 'setuid', path: string) => (): readonly Edit[] => [
  { odd: [{ kind, path }] },
];

/** What is wrong with how it is handed over: keys, licences, dependencies, images, files. */
export const DELIVERY: readonly Operator[] = [
  {
    name: 'leak-key',
    what: "a provider's key stands in the code",
    class: 'alone',
    gate: 'requirements',
    edits: assigned,
  },
  {
    name: 'leak-private-key',
    what: 'a private key is part of it',
    class: 'alone',
    gate: 'requirements',
    edits: () => [{ write: { 'config/server.pem': PRIVATE_KEY } }],
  },
  {
    name: 'no-such-licence',
    what: 'it declares a licence that nobody knows',
    class: 'alone',
    gate: 'requirements',
    edits: (project) => [
      ...inManifest(project, () => ({ license: 'Mine-And-Yours-3' })),
      ...inFile(project, 'pyproject.toml', (text) =>
        text.replace('license = "MIT"', 'license = "Mine-And-Yours-3"'),
      ),
    ],
  },
  {
    name: 'import-undeclared',
    what: 'its code loads a package that it does not declare',
    class: 'alone',
    edits: imported,
  },
  {
    name: 'undeclare-dependency',
    what: 'a package that it needs is not declared any more',
    class: 'alone',
    edits: undeclared,
  },
  {
    name: 'declare-what-is-not-there',
    what: 'it declares a package that does not exist',
    class: 'alone',
    edits: listsNothing,
  },
  {
    name: 'break-image',
    what: 'its image is made of files that are not there',
    class: 'alone',
    edits: (project) =>
      inFile(project, 'Dockerfile', (text) => text.replace('COPY src', 'COPY source')),
  },
  {
    name: 'pipeline-without-tests',
    what: 'its pipeline runs no tests',
    class: 'alone',
    edits: (project) =>
      project.specified
        ? workflows(project).flatMap((path) =>
            inFile(project, path, (text) =>
              text.replace('- run: npm test', '- run: npm --version'),
            ),
          )
        : [],
  },
  {
    name: 'pipeline-that-speaks-of-tests',
    what: 'its pipeline prints that it runs tests',
    class: 'alone',
    edits: (project) =>
      workflows(project).flatMap((path) =>
        inFile(project, path, (text) => text.replace('- run: npm test', '- run: echo npm test')),
      ),
  },
  {
    name: 'image-that-waits',
    what: 'its image starts something that only waits',
    class: 'alone',
    edits: (project) =>
      inFile(project, 'Dockerfile', (text) =>
        text.replace(/^CMD .*$/m, 'CMD ["node", "-e", "setInterval(() => {}, 1000)"]'),
      ),
  },
  {
    name: 'sparse-file',
    what: 'a file claims to have a terabyte',
    class: 'alone',
    gate: 'requirements',
    edits: odd('sparse', 'data/all.bin'),
  },
  {
    name: 'link-out',
    what: 'a link leads out of it',
    class: 'alone',
    gate: 'requirements',
    edits: odd('link', 'data/users'),
  },
  {
    name: 'pipe',
    what: 'a pipe lies among its files',
    class: 'alone',
    gate: 'requirements',
    edits: odd('pipe', 'data/queue'),
  },
  {
    name: 'setuid-file',
    what: 'a file runs as its owner, whoever starts it',
    class: 'alone',
    gate: 'requirements',
    edits: odd('setuid', 'bin/start'),
  },
];
