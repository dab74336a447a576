import { describe, expect, test } from '@jest/globals';
import { measured } from '../../../src/sensors/evidence.ts';
import type { Sensor } from '../../../src/sensors/index.ts';
import { readProject } from '../../../src/sensors/project.ts';
import { checkDocumented } from '../../../src/sensors/smoke/documented-check.ts';
import { startOf } from '../../../src/sensors/smoke/launch.ts';
import { member, sensedBy, TEAM } from '../support/product.ts';

/** Looks at documents alone, and starts nothing. */
const documentsAlone: Sensor = {
  name: 'smoke',
  async sense(ctx) {
    const files = await readProject(ctx);
    const start = startOf(files);
    if (start === undefined) throw new Error('It is not started.');
    const { checks, findings } = await checkDocumented(ctx, files, start);
    const note = checks.map(({ actual, held }) => `${actual}: ${String(held)}`).join('; ');
    const held = checks.filter((each) => each.held).length;
    return measured(ctx, 'smoke', { note, checked: checks.length, held, findings });
  },
};

const product = (documents: Readonly<Record<string, string>>) =>
  sensedBy(
    {
      files: {
        'package.json': JSON.stringify({
          scripts: { start: 'node src/main.js', dev: 'node src/other.js' },
        }),
        'src/main.js': '',
        'src/other.js': '',
        ...documents,
      },
      team: [...TEAM, member('writer', 'deployment', {}, ['README.md', 'docs/**'])],
    },
    documentsAlone,
  );

const started = (command: string): string => `# P\n\n## Start\n\n\`\`\`sh\n${command}\n\`\`\`\n`;

describe('the start that a document names', () => {
  test.each([
    'npm start',
    'npm run start',
    '$ npm start',
    'PORT=8080 npm start',
    'node src/main.js',
    'node ./src/main.js',
  ])('is the one that works: %s', async (command) => {
    const evidence = await product({ 'README.md': started(command) });
    expect(evidence).toMatchObject({ checked: 1, held: 1, findings: [] });
  });

  test.each(['npm run serve', 'node src/gone.js', 'python3 app.py'])(
    'is an error of its writer where nothing is there to be started: %s',
    async (command) => {
      const evidence = await product({ 'README.md': started(command) });
      expect(evidence).toMatchObject({ checked: 1, held: 0 });
      expect(evidence.findings).toMatchObject([
        {
          severity: 'error',
          rule: 'smoke.documented_start',
          path: 'README.md',
          owner: 'writer',
          expected: 'npm start',
          actual: command,
        },
      ]);
    },
  );

  test('is a warning where it starts something else that is there', async () => {
    const evidence = await product({ 'README.md': started('npm run dev') });
    expect(evidence).toMatchObject({ checked: 1, held: 0 });
    expect(evidence.findings.map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('is looked for in each document by itself, and in the image', async () => {
    const evidence = await product({
      'README.md': started('npm start'),
      'docs/runbook.md': '# Running\n\nCall `node src/gone.js` first.\n',
      Dockerfile: 'FROM x\nCMD ["node", "old.js"]\nCMD ["node", "src/main.js"]\n',
    });
    expect(evidence).toMatchObject({ checked: 3, held: 2 });
    expect(evidence.findings).toMatchObject([{ path: 'docs/runbook.md', severity: 'error' }]);
  });

  test('is the right one where it stands beside others, and none below another heading', async () => {
    const both = started('npm run dev\nnpm start');
    const aside = '# P\n\n## History\n\n```sh\nnode src/gone.js\n```\n';
    const evidence = await product({ 'README.md': both, 'docs/install.md': aside });
    expect(evidence).toMatchObject({ checked: 1, held: 1, findings: [] });
  });
});
