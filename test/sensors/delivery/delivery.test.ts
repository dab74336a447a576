import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { deliverySensor } from '../../../src/sensors/delivery/delivery.ts';
import { covers } from '../../../src/sensors/delivery/glob.ts';
import { sensedBy } from '../support/product.ts';

const PRODUCT = {
  'package.json': JSON.stringify({ scripts: { test: 'node --test' } }),
  'src/main.js': 'x',
  'public/index.html': 'x',
};

const judge = (files: Readonly<Record<string, string>>): Promise<Evidence> =>
  sensedBy({ files: { ...PRODUCT, ...files } }, deliverySensor);

const told = ({ findings }: Evidence): readonly string[] =>
  findings.map(({ severity, rule }) => `${severity} ${rule.replace('delivery.', '')}`);

const image = (...lines: readonly string[]): Readonly<Record<string, string>> => ({
  Dockerfile: ['FROM node:22', ...lines].join('\n'),
});

const END = ['USER node', 'CMD ["node", "src/main.js"]'];

describe('a Dockerfile', () => {
  test.each([
    ['files and folders', image('COPY package.json ./', 'COPY src public ./', ...END)],
    ['all', image('COPY . .', ...END)],
    ['a wildcard beside a file', image('COPY package.json package-lock.json* ./', ...END)],
    [
      'JSON, flags and a line that goes on',
      image('COPY --chown=node:node \\', '  # why', '  ["src", "/app/"]', ...END),
    ],
    [
      'another stage',
      {
        Dockerfile: ['FROM a AS b', 'FROM c', 'COPY --from=b /app/dist ./dist', ...END].join('\n'),
      },
    ],
    [
      'a text that stands in it',
      image('RUN <<EOF', 'NOTHING of this', 'EOF', 'COPY <<EOF /x', 'FROM', 'EOF', ...END),
    ],
    ['variables and addresses', image('ADD https://a.example/x /x', 'COPY ${WHAT} /y', ...END)],
    [
      'a base that starts and is no root',
      { Dockerfile: 'FROM nginxinc/nginx-unprivileged:1.27\nCOPY public /usr' },
    ],
    [
      'a stage that builds on one before',
      { Dockerfile: 'FROM node:22 AS base\nUSER node\nCMD ["x"]\nFROM base\nCOPY src .' },
    ],
    ['another escape', { Dockerfile: '# escape=`\nFROM node:22\nRUN a `\n b\nUSER 1000\nCMD x' }],
  ])('that copies %s holds', async (_what, files) => {
    const evidence = await judge(files);
    expect(told(evidence)).toEqual([]);
    expect(evidence).toMatchObject({ outcome: 'measured', checked: 4, held: 4 });
  });

  test.each([
    ['no FROM', { Dockerfile: 'CMD x' }, 'error image'],
    ['nothing', { Dockerfile: '# empty' }, 'error image'],
    ['no instruction', image('COPPY a b', ...END), 'error image'],
    ['an instruction without words', image('RUN', ...END), 'error image'],
    ['no start', image('USER node'), 'error image_start'],
    [
      'a start that only waits',
      image('USER node', 'CMD ["node", "-e", "setInterval(() => {}, 1000)"]'),
      'error image_start',
    ],
    ['a start that sleeps', image('USER node', 'CMD sh -c "sleep infinity"'), 'error image_start'],
    [
      'a start in another stage',
      { Dockerfile: 'FROM a AS b\nCMD x\nFROM c\nUSER d' },
      'error image_start',
    ],
    ['root', image('CMD x'), 'warning image_root'],
    ['root at last', image('USER node', 'USER root', 'CMD x'), 'warning image_root'],
    ['a folder that there is not', image('COPY dist ./dist', ...END), 'error image_source'],
    ['a wildcard without a match', image('COPY *.lock ./', ...END), 'error image_source'],
    [
      'what is ignored',
      { ...image('COPY src ./', ...END), '.dockerignore': '*\n!public' },
      'error image_source',
    ],
    ['a file outside', image('COPY ../../etc/passwd /', ...END), 'error image_source'],
    ['too many lines', image(...Array.from({ length: 5_000 }, () => 'RUN a')), 'error image'],
  ])('with %s does not', async (_what, files, expected) => {
    const evidence = await judge(files);
    expect(told(evidence)).toEqual([expected]);
    expect(evidence.held).toBeLessThan(evidence.checked);
    expect(evidence.findings[0]).toMatchObject({ path: 'Dockerfile', owner: 'operator' });
  });
});

const github = (steps: string, more = ''): Readonly<Record<string, string>> => ({
  '.github/workflows/ci.yml': `on: [push]\njobs:\n  a:\n    runs-on: x\n${more}    steps:\n${steps}`,
});

const gitlab = (text: string): Readonly<Record<string, string>> => ({ '.gitlab-ci.yml': text });

describe('a pipeline', () => {
  test.each([
    ['npm test', github('      - uses: actions/checkout@v4\n      - run: npm test\n')],
    [
      'a script of several lines',
      github('      - run: |\n          npm ci\n          npm run test:unit -- --ci\n'),
    ],
    ['make', github('      - run: make check\n')],
    ['Python', github('      - run: python -m pytest -q\n')],
    ['an action of its own', github('      - uses: ./.github/actions/test\n')],
    [
      'GitLab',
      gitlab(
        'stages: [test]\n.base:\n  image: x\nunit:\n  script:\n    - npm ci\n    - npm test\n',
      ),
    ],
    ['an included one', gitlab('include: x.yml\n')],
    ['one that also says so', github('      - run: echo "tests" && npm test # all of them\n')],
  ])('that runs the tests by %s holds', async (_what, files) => {
    expect(told(await judge(files))).toEqual([]);
  });

  test.each([
    ['no tests', github('      - run: npm ci\n      - run: npm run build\n'), 'error ci_tests'],
    ['tests that are only spoken of', github('      - run: echo npm test\n'), 'error ci_tests'],
    [
      'a runner that is asked for its version',
      github('      - run: npx jest --version\n'),
      'error ci_tests',
    ],
    [
      'tests whose failure is swallowed',
      github('      - run: npm test || true\n'),
      'error ci_tests',
    ],
    [
      'tests that may fail',
      github('      - run: npm test\n        continue-on-error: true\n'),
      'error ci_tests',
    ],
    [
      'tests in a job that is off',
      github('      - run: npm test\n', '    if: false\n'),
      'error ci_tests',
    ],
    [
      'tests that may fail in GitLab',
      gitlab('a:\n  script: npm test\n  allow_failure: true\n'),
      'error ci_tests',
    ],
    ['a step that does nothing', github('      - name: x\n      - run: npm test\n'), 'error ci'],
    [
      'a job without a machine',
      { '.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    steps:\n      - run: npm test\n' },
      'error ci',
    ],
    [
      'no trigger',
      {
        '.github/workflows/a.yml':
          'jobs:\n  a:\n    runs-on: x\n    steps:\n      - run: npm test\n',
      },
      'error ci',
    ],
    ['a job without a script', gitlab('a:\n  image: x\nb:\n  script: [npm test]\n'), 'error ci'],
    ['bad YAML', { '.github/workflows/a.yml': 'on: [push\njobs:' }, 'error ci'],
    [
      'a bomb',
      gitlab(`a: &a [x]\n${Array.from({ length: 300 }, (_, i) => `b${String(i)}: *a`).join('\n')}`),
      'error ci',
    ],
  ])('with %s does not', async (_what, files, expected) => {
    expect(told(await judge(files))).toEqual([expected]);
  });

  test('needs no tests where the product has none', async () => {
    const files = { ...github('      - run: make\n'), 'package.json': '{}' };
    expect(told(await judge(files))).toEqual([]);
  });
});

test('a product without either is not measured', async () => {
  expect((await judge({})).outcome).toBe('skipped');
});

describe('covers', () => {
  test.each([
    ['src', 'src/a.js', true],
    ['sr', 'src/a.js', false],
    ['**/*.md', 'docs/a/b.md', true],
    ['*.md', 'docs/b.md', false],
    ['docs/**', 'docs/a/b', true],
    ['[a-c].js', 'b.js', true],
  ])('%s and %s', (pattern, path, expected) => {
    expect(covers(pattern, path)).toBe(expected);
  });

  test('ends soon, whatever the pattern', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[*a?/]{1,200}$/), (pattern) => {
        const began = performance.now();
        covers(pattern, 'a'.repeat(240));
        covers(`${'*a'.repeat(99)}b`, 'a'.repeat(240));
        expect(performance.now() - began).toBeLessThan(1_000);
      }),
    );
  });
});
