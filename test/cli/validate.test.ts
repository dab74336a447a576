import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { detectSandbox } from '../../src/adapters/sandbox/index.ts';
import { createCliPlace } from '../support/cli.ts';
import type { CliPlace } from '../support/cli.ts';
import { notesProject } from '../validation/notes.ts';
import type { NotesProject } from '../validation/notes.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const { kind } = await detectSandbox();

let notes: NotesProject;
let place: CliPlace;
beforeEach(() => {
  notes = notesProject();
  place = createCliPlace();
});
afterEach(() => {
  notes.dispose();
  place.dispose();
});

const LONG = 60_000;

describe('validate', () => {
  test(
    'ends with 0 when the project passes, and its JSON has the documented fields',
    async () => {
      const result = await place.run(['validate', notes.dir, '--phase', 'design', '--json']);
      expect(result).toMatchObject({ code: 0, stderr: '' });
      const judgement = JSON.parse(result.stdout) as object;
      const documented = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
      const row = /^\| `validate` \| one object: (.*)$/m.exec(documented)?.[1] ?? '';
      for (const field of Object.keys(judgement)) expect(row).toContain(`\`${field}\``);
      expect(judgement).toMatchObject({
        passed: true,
        phases: [{ phase: 'design', verdict: 'passed' }],
        dimensions: { operability: { kind: 'unknown' } },
      });
      expect(place.contents()).toEqual([]);
    },
    LONG,
  );

  test(
    'ends with 1 when it does not, says what to do, and writes the report that is asked for',
    async () => {
      rmSync(path.join(notes.dir, 'design', 'architecture.md'));
      const args = ['validate', notes.dir, '--phase', 'design', '--report', 'report.html'];
      const result = await place.run(args);
      expect(result.code).toBe(1);
      expect(result.stdout).toMatch(/did not pass/);
      expect(result.stdout).toMatch(/✗ design/);
      expect(result.stdout).toMatch(/error contract\.required_files.*design\/architecture\.md/);
      expect(result.stdout).toMatch(/to do {7}\S/);
      const html = readFileSync(path.join(place.dir, 'report.html'), 'utf8');
      expect(html).toContain('design/architecture.md');
      expect(readdirSync(place.dir)).toEqual(['report.html']);
    },
    LONG,
  );

  test(
    'ends with 4 when something has to run and there is no sandbox',
    async () => {
      const env = { MAESTRO_SANDBOX: 'none' };
      const result = await place.run(['validate', notes.dir, '--phase', 'testing'], { env });
      expect(result).toMatchObject({ code: 4, stdout: '' });
      expect(result.stderr).toMatch(
        /^maestro: The project's code may run only in a sandbox, .*"sandbox" is "none"/,
      );
    },
    LONG,
  );
});

const sandboxed = kind === 'bubblewrap' ? describe : describe.skip;

sandboxed('validate that is interrupted', () => {
  test(
    'ends what runs in the sandbox, leaves nothing behind, and ends with 130',
    async () => {
      const dir = path.join(notes.root, 'slow');
      const temporary = mkdtempSync(path.join(tmpdir(), 'validate-test-'));
      mkdirSync(dir);
      const mark = `sleeper-${String(process.pid)}`;
      const scripts = { test: `node -e "setTimeout(() => {}, 600000)" ${mark}` };
      writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ name: 'slow', scripts }));
      const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
      const child = spawn(
        process.execPath,
        [...flags, MAIN, 'validate', dir, '--phase', 'testing'],
        {
          env: { PATH: process.env['PATH'], HOME: place.home, TMPDIR: temporary },
        },
      );
      let told = '';
      child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
      const ended = new Promise((resolve) => child.once('close', resolve));
      const running = (): boolean =>
        readdirSync('/proc')
          .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
          .some((name) => {
            try {
              return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(mark);
            } catch {
              return false;
            }
          });
      try {
        while (!running() && child.exitCode === null) await delay(50);
        expect(running()).toBe(true);
        child.kill('SIGINT');
        expect(await ended).toBe(130);
        expect(told).toContain('the project is as it was');
        expect(running()).toBe(false);
        expect(readdirSync(temporary)).toEqual([]);
      } finally {
        child.kill('SIGKILL');
        rmSync(temporary, { recursive: true, force: true });
      }
    },
    LONG,
  );
});
