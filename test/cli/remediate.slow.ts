import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { detectSandbox } from '../../src/adapters/sandbox/index.ts';
import type { ProjectJudgement } from '../../src/domain/project-judgement.ts';
import { createCliPlace } from '../support/cli.ts';
import type { CliPlace } from '../support/cli.ts';
import { write } from '../validation/degraded.ts';

const { kind } = await detectSandbox();
const LONG = 60_000;

let root: string;
let dir: string;
let place: CliPlace;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'remediate-test-'));
  dir = path.join(root, 'shop');
  write(dir, { 'src/shop.js': 'export const sell = ( => {\n' });
  place = createCliPlace();
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  place.dispose();
});

const README = { 'README.md': '# Shop\nKeeps orders of a small shop, and who ordered what.\n' };

describe('validate --remediate', () => {
  (kind === undefined ? test.skip : test)(
    'shows with --dry-run who would mend what, and starts nothing',
    async () => {
      const told = await place.run(['validate', dir, '--remediate', '--dry-run']);
      expect(told).toMatchObject({ code: 1, stderr: '' });
      expect(told.stdout).toMatch(/plan +1 persona runs/);
      expect(told.stdout).toMatch(/backend_developer \(implementation\), findings: /);
      expect(told.stdout).toMatch(/build\.syntax/);
      const json = await place.run(['validate', dir, '--remediate', '--dry-run', '--json']);
      const { plan } = JSON.parse(json.stdout) as ProjectJudgement;
      expect(plan?.runs.map(({ persona, phase }) => `${persona} ${phase}`)).toEqual([
        'backend_developer implementation',
      ]);
      expect(place.contents()).toEqual([]);
      expect(readdirSync(dir)).toEqual(['src']);
    },
    LONG,
  );

  test.each([
    ['without a requirement or a README', [], /It has no README .* give a requirement/],
    ['with what judging alone takes', ['--phase', 'design'], /it takes no --phase/],
    ['with a bad budget', ['--budget', 'much'], /--budget/],
    [
      'with no usable session',
      ['--requirement', 'Keep orders of a shop.', '--session', '?'],
      /session: A session is/,
    ],
  ])(
    'is refused %s, before anything is started',
    async (_, more, problem) => {
      const told = await place.run(['validate', dir, '--remediate', ...more]);
      expect(told).toMatchObject({ code: 2, stdout: '' });
      expect(told.stderr).toMatch(problem);
      expect(place.contents()).toEqual([]);
    },
    LONG,
  );

  test(
    'never writes into the project, below it or above it',
    async () => {
      write(dir, README);
      for (const out of [dir, path.join(dir, 'mended'), root]) {
        const told = await place.run(['validate', dir, '--remediate', '--out', out]);
        expect(told).toMatchObject({ code: 2, stdout: '' });
        expect(told.stderr).toMatch(/stays as it is\. Name another folder with --out/);
      }
      expect(place.contents()).toEqual([]);
    },
    LONG,
  );

  test(
    'is what its own flags go with',
    async () => {
      const told = await place.run(['validate', dir, '--dry-run']);
      expect(told).toMatchObject({ code: 2, stdout: '' });
      expect(told.stderr).toMatch(/--dry-run goes with --remediate only/);
    },
    LONG,
  );
});
