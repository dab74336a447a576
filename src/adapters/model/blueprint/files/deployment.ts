import type { GeneratedFile, Project } from '../project.ts';
import { sentenceCase } from '../plan/naming.ts';
import { sampleValues } from '../plan/samples.ts';
import { literal } from '../text/js-literal.ts';
import { bullets, document, table, WRITTEN_BY } from '../text/markdown.ts';
import { staticFiles } from './static.ts';

const dockerfile = `# ${sentenceCase(WRITTEN_BY)}.
FROM node:24-alpine
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY package.json ./
COPY src ./src
COPY public ./public
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s \\
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node directly, not npm: signals must reach it.
CMD ["node", "src/main.js"]
`;

const dockerignore = [
  '.git',
  '.github',
  'data',
  'db',
  'deployment',
  'design',
  'docs',
  'node_modules',
  'requirements',
  'tests',
  '',
].join('\n');

const workflow = `# ${sentenceCase(WRITTEN_BY)}.
name: CI
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    strategy:
      matrix:
        node: [20, 22, 24]
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: \${{ matrix.node }}
      - run: npm test
  image:
    needs: test
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - run: docker build --tag service .
      - run: docker run --detach --name service --publish 3000:3000 service
      - run: for i in $(seq 30); do curl --fail --silent http://127.0.0.1:3000/health && break; sleep 1; done
      - run: node deployment/smoke.mjs
      - run: docker logs service
        if: always()
`;

const troubles = [
  ['`PORT must be …` and exit code 1', '`PORT` is not a number from 0 to 65535'],
  ['`EADDRINUSE`', 'the port is taken: stop the other process, or set `PORT`'],
  ['`EACCES` or `EROFS`', '`DATA_DIR` can’t be written by the user that runs the service'],
  [
    '`records.jsonl, line n: not JSON`',
    'the file was damaged: restore it from a backup, or remove that line if you know what it was',
  ],
  [
    'the process ended with `ENOSPC`',
    'the disk is full: make room and start again; nothing that was confirmed is lost',
  ],
  ['the web page is not found', 'the folder `public/` is missing beside `src/`'],
  ['409 on deletion', 'other records still refer to this one; the message says of which kind'],
];

function runbook(project: Project): string {
  const sh = (...lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n');
  return document(
    `# ${project.title}: runbook`,
    `This runbook was ${WRITTEN_BY}.`,
    '## Start',
    sh(
      'npm start                                                # on this machine',
      'docker build -t service . && docker run -d --name service -p 127.0.0.1:3000:3000 -v records:/data service',
    ),
    'It is ready when the log has a line with the message `listening`, and `GET /health` answers 200. Then check it:',
    sh('BASE_URL=http://127.0.0.1:3000 node deployment/smoke.mjs'),
    'Never start two processes on one data directory.',
    '## Stop',
    'Send SIGTERM (`docker stop service`). Requests under way get up to 3 s to finish; then the process ends with exit code 0. `kill -9` loses nothing that was confirmed either.',
    '## Backup',
    'Everything is in `records.jsonl` in `DATA_DIR`. It only grows, or is replaced as a whole, so a copy taken at any time is good; a line that was being written is dropped when it is read.',
    sh('cp "$DATA_DIR/records.jsonl" "backup-$(date +%F).jsonl"'),
    'To restore: stop the service, put the copy back as `records.jsonl`, start it.',
    '## Logs',
    'Standard output, one JSON object a line: `time`, `level`, `message`, and for requests `id`, `method`, `path`, `status` and `ms`. An answer with status 500 names the `id` to look for.',
    '## Troubleshooting',
    table(['what you see', 'what it means'], troubles),
  );
}

/** The DevOps engineer's files. */
export function devopsFiles(project: Project): readonly GeneratedFile[] {
  return [
    { path: 'Dockerfile', content: dockerfile },
    { path: '.dockerignore', content: dockerignore },
    { path: '.github/workflows/ci.yml', content: workflow },
    { path: 'docs/runbook.md', content: runbook(project) },
  ];
}

function sampleSource(project: Project): string {
  const [root] = project.entities;
  const sample = root && { path: `/${root.path}`, values: sampleValues(root.fields) };
  return `/** A record that needs no other one. */\nexport const sample = ${literal(sample ?? null, 0, 23)};\n`;
}

function deploymentCheck(project: Project): string {
  const root = project.entities[0]?.name ?? 'record';
  return document(
    `# ${project.title}: deployment check`,
    `This document was ${WRITTEN_BY}.`,
    '## Checks',
    '`deployment/smoke.mjs` checks a service that runs, at `BASE_URL`; it starts and stops nothing, and leaves nothing behind:',
    bullets([
      '`GET /health` answers 200',
      `a ${root} is created, read back with the same values, and deleted`,
    ]),
    '## Result',
    'Exit code 0: all of these passed. Otherwise 1, with the request that failed, its status and what the service said.',
  );
}

/** The deployment integration tester's files. */
export function deploymentCheckFiles(project: Project): readonly GeneratedFile[] {
  return [
    ...staticFiles('deployment/smoke.mjs'),
    { path: 'deployment/sample.mjs', content: sampleSource(project) },
    { path: 'docs/deployment-check.md', content: deploymentCheck(project) },
  ];
}
