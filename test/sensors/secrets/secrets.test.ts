import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { scanText } from '../../../src/sensors/secrets/scan.ts';
import { secretsSensor } from '../../../src/sensors/secrets/secrets.ts';
import { named, sensedBy } from '../support/product.ts';

/** Letters and digits that look drawn by lot; put together here, so that no file holds a key. */
const R = 'q7Rw2Zt9Kp4Xv8Nc3Jd6Hb5Lm1Gs0FyTuQeWaAiOoPzDfVxC';
const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const PROVIDERS: readonly (readonly [string, string])[] = [
  ['AWS', `AKIAQ7RW2ZT5KP4XV6NC`],
  ['GitHub', `ghp_${R.slice(0, 36)}`],
  ['GitHub, fine-grained', `github_pat_${R.slice(0, 22)}_${R.slice(0, 40)}`],
  ['GitLab', `glpat-${R.slice(0, 20)}`],
  ['Slack', `xoxb-${R.slice(0, 30)}`],
  ['Slack webhook', `https://hooks.slack.com/services/T0A1B2C3D/B4E5F6G7H/${R.slice(0, 24)}`],
  ['Google', `AIza${R.slice(0, 35)}`],
  ['Stripe', `sk_live_${R.slice(0, 24)}`],
  ['Anthropic', `sk-ant-api03-${R.slice(0, 44)}`],
  ['OpenAI', `sk-proj-${R.slice(0, 44)}`],
  ['npm', `npm_${R.slice(0, 36)}`],
  ['PyPI', `pypi-AgEIcHlwaS5vcmc${R}`],
  ['SendGrid', `SG.${R.slice(0, 22)}.${R.slice(0, 43)}`],
  ['Hugging Face', `hf_${R.slice(0, 34)}`],
  ['DigitalOcean', `dop_v1_${HEX}`],
  ['Shopify', `shpat_${HEX.slice(0, 32)}`],
  ['age', `AGE-SECRET-KEY-1${HEX.slice(0, 58).toUpperCase()}`],
];

const judge = (files: Readonly<Record<string, string>>): Promise<Evidence> =>
  sensedBy({ files }, secretsSensor);

const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${`${R}${R.slice(0, 14)}\n`.repeat(3)}-----END RSA PRIVATE KEY-----`;

describe('secrets', () => {
  test.each(PROVIDERS)('of %s are found wherever they stand', async (_who, key) => {
    for (const path of ['src/a.js', 'tests/a.test.js', 'README.md']) {
      const evidence = await judge({ [path]: `first\ncall("${key}")\n` });
      expect(evidence).toMatchObject({ checked: 1, held: 0 });
      expect(evidence.findings).toMatchObject([{ severity: 'error', path }]);
      expect(evidence.findings[0]?.actual).toMatch(/ in line 2$/);
    }
  });

  test('are never repeated in a finding', async () => {
    const [, key = ''] = PROVIDERS[1] ?? [];
    const text = JSON.stringify(await judge({ 'src/a.js': `${key}\npassword = "${R}"\n${PEM}` }));
    expect(text).not.toContain(key.slice(0, 12));
    expect(text).not.toContain(R.slice(0, 12));
  });

  test.each([
    ['src/a.ts', `const apiKey = '${R.slice(0, 24)}';`, 'secrets.assignment'],
    ['config.json', `{"client_secret": "${HEX.slice(0, 40)}"}`, 'secrets.assignment'],
    ['.env', `export DB_PASSWORD=${R.slice(0, 20)}`, 'secrets.assignment'],
    ['deploy.yml', `  API_TOKEN: ${R.slice(0, 20)}`, 'secrets.assignment'],
    ['src/db.py', `URL = "postgres://app:${R.slice(0, 12)}@db.acme.io/x"`, 'secrets.address'],
    ['certs/key.pem', PEM, 'secrets.private_key'],
    ['src/a.js', `const key = "${PEM.replaceAll('\n', '\\n')}"`, 'secrets.private_key'],
  ])('in %s, case %#', async (path, text, rule) => {
    expect(named(await judge({ [path]: text }))[0]).toMatch(new RegExp(`^${rule} ${path} `));
  });

  test.each([
    ['a name', 'const token = "session-token-of-the-user";'],
    ['a variable', 'const apiKey = process.env.API_KEY; password: "${DB_PASSWORD_2024_LONG}"'],
    ['an example', `password = "example${R}"; AKIAIOSFODNN7EXAMPLE`],
    ['a placeholder', `ghp_${'x'.repeat(36)} sk-${'a'.repeat(40)}`],
    ['a UUID', 'token: "3b241101-e2bb-4255-8caf-4136c566a962"'],
    ['words', 'secret: "correct-horse-battery-staple"'],
    ['an address at home', `postgres://app:${R.slice(0, 12)}@localhost/x`],
    ['a mention of a key', 'if (text.includes("-----BEGIN PRIVATE KEY-----")) throw new Error();'],
    ['a digest', `"integrity": "sha512-${R}"`],
    ['a class', 'sk-estimator-html-representer-documentation-link-label'],
    ['sk- in a word', 'task-management-system-with-projects-and-comments-for-everyone'],
  ])('are not %s', async (_what, text) => {
    const evidence = await judge({
      'src/a.js': text,
      '.env.example': 'API_TOKEN=your-token-here-1234',
    });
    expect(evidence).toMatchObject({ outcome: 'measured', held: 1, findings: [] });
  });

  test('made up for tests and documents are warnings', async () => {
    const evidence = await judge({
      'tests/a.js': `const token = "${R.slice(0, 24)}"`,
      'docs/key.md': PEM,
    });
    expect(evidence.findings.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(evidence.held).toBe(1);
  });

  test('can not be switched off by a comment', async () => {
    const [, key = ''] = PROVIDERS[0] ?? [];
    const evidence = await judge({
      'src/a.js': `// secretlint-disable gitleaks:allow nosec\n${key}`,
    });
    expect(evidence.held).toBe(0);
  });

  test('are not looked for in what is no text, nor in lists of digests', async () => {
    const key = PROVIDERS[1]?.[1] ?? '';
    const evidence = await judge({ 'a.bin': `\0${key}`, 'package-lock.json': key });
    expect(evidence.findings).toEqual([]);
  });
});

describe('hostile texts', () => {
  test.each([
    ['random', randomBytes(750_000).toString('base64')],
    ['beginnings', 'sk-ghp_AKIAxoxb-'.repeat(60_000)],
    ['dashes', 'sk-' + 'a-'.repeat(500_000)],
    ['names', 'password'.repeat(120_000)],
    ['assignments', 'token="'.repeat(140_000)],
    ['addresses', 'http://a:'.repeat(110_000)],
    ['schemes', 'a+b'.repeat(330_000)],
    ['heads of keys', '-----BEGIN RSA PRIVATE KEY-----\n'.repeat(30_000)],
    ['variables', `${'A_KEY_'.repeat(100_000)}\n`],
    ['lines of variables', 'API_KEY=\n'.repeat(110_000)],
    ['spaces', `token${' '.repeat(1_000_000)}`],
  ])('of %s take no more than a moment', (_what, text) => {
    const began = performance.now();
    scanText('.env', text);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
