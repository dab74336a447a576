import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { explain, loadConfig } from '../../src/config/index.ts';
import { configReference } from '../../src/config/reference.ts';

const page = (): string =>
  readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

test('the reference page names every setting as the schema has it now', () => {
  expect(page()).toBe(configReference());
});

test('the reference page has no path of a machine, and none that nobody could write', () => {
  expect(page()).toContain('`"~/.maestro"`');
  expect(page()).toContain('`"./sdlc_output"`');
  expect(page()).not.toMatch(/"\/|\/(HOME|CWD)\b/);
});

describe('the example on the reference page', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'maestro-example-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const example = (): string => /```yaml\n([^]*?)```/.exec(page())?.[1] ?? '';

  test('is taken as it stands, each setting with the value that it shows', () => {
    const file = path.join(folder, 'maestro.yaml');
    writeFileSync(file, example());
    const loaded = loadConfig({ env: {}, cwd: folder });
    const given = explain(loaded).filter(({ source }) => source === file);
    expect(given.length).toBeGreaterThan(6);
    const { personaFolders, home, ...rest } = parse(example()) as Record<string, unknown>;
    expect(loaded.config).toMatchObject(rest);
    expect(loaded.config.home).toBe(String(home).replace('~', homedir()));
    expect(loaded.config.personaFolders).toEqual(
      (personaFolders as readonly string[]).map((name) => path.resolve(folder, name)),
    );
  });
});
