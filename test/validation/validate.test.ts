import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { matches } from '../../src/adapters/globs/picomatch.ts';
import { createMemoryObjects } from '../../src/adapters/objects/memory.ts';
import { createPersonaRegistry } from '../../src/adapters/personas/json-files.ts';
import { createProjects } from '../../src/adapters/projects/index.ts';
import { createBubblewrap, detectSandbox } from '../../src/adapters/sandbox/index.ts';
import { createFolderWorkspaces } from '../../src/adapters/workspaces/folders.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Phase } from '../../src/domain/phases.ts';
import type { ProjectJudgement } from '../../src/domain/project-judgement.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import { NoSandbox, validate } from '../../src/validation/validate.ts';
import type { ValidationRequest } from '../../src/validation/validate.ts';
import { LIMITS } from '../sensors/support/product.ts';
import { notesProject } from './notes.ts';
import type { NotesProject } from './notes.ts';

const { kind } = await detectSandbox();
const personas = await createPersonaRegistry({ folders: [] }).load();

let notes: NotesProject;
beforeEach(() => {
  notes = notesProject();
});
afterEach(() => {
  notes.dispose();
});

interface Given extends Partial<ValidationRequest> {
  readonly sandbox?: Sandbox;
}

const judged = ({ sandbox, ...given }: Given = {}): Promise<ProjectJudgement> => {
  const objects = createMemoryObjects();
  return validate(
    {
      projects: createProjects(),
      objects,
      workspaces: createFolderWorkspaces({ objects, root: path.join(notes.root, 'work') }),
      matches,
      personas,
      sandbox,
      noSandbox: 'bubblewrap is not installed.',
      limits: LIMITS,
      thresholds: DEFAULT_THRESHOLDS,
    },
    {
      dir: notes.dir,
      contracts: 'auto',
      signal: new AbortController().signal,
      onStep: () => undefined,
      ...given,
    },
  );
};

const static_ = (phase: Phase, given: Given = {}): Promise<ProjectJudgement> =>
  judged({ phase, ...given });

const contractOf = ({ evidence }: ProjectJudgement): Evidence | undefined =>
  evidence.find(({ sensor }) => sensor === 'contract');

const put = (name: string, text: string): void => {
  const file = path.join(notes.dir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const remove = (...names: readonly string[]): void => {
  for (const name of names) rmSync(path.join(notes.dir, name), { recursive: true });
};

/** Names, sizes, modes and times of all that is in the project. */
const state = (): readonly string[] =>
  readdirSync(notes.dir, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const { size, mode, mtimeMs, ctimeMs } = lstatSync(path.join(notes.dir, name));
      return `${name} ${[size, mode, mtimeMs, ctimeMs].join(' ')}`;
    })
    .sort();

describe('a product of personas', () => {
  test('passes the gate of a phase when it holds all that was promised', async () => {
    const judgement = await static_('design');
    expect(judgement).toMatchObject({ passed: true, findings: [] });
    expect(judgement.contracts).toContain('solution_architect');
    expect(judgement.dimensions.operability).toEqual({ kind: 'unknown' });
  });

  test('does not pass without a document, and is told which', async () => {
    remove('design/architecture.md');
    const judgement = await static_('design');
    expect(judgement).toMatchObject({ passed: false, phases: [{ verdict: 'failed' }] });
    expect(judgement.findings[0]).toMatchObject({
      rule: expect.stringMatching(/^contract\./) as unknown,
      owner: 'solution_architect',
    });
    expect(judgement.recommendations[0]).toMatchObject({ owner: 'solution_architect' });
  });

  test('is still held to what it held before, where it is judged against that', async () => {
    const before = path.join(notes.root, 'before');
    cpSync(notes.dir, before, { recursive: true });
    remove('requirements', 'design');
    const alone = await static_('design');
    expect(alone).toMatchObject({ contracts: [], phases: [{ verdict: 'unknown' }] });
    const judgement = await static_('design', { against: { name: before, kind: 'folder' } });
    expect(judgement).toMatchObject({ passed: false, against: { name: before } });
    expect(judgement.phases[0]?.errors).toBeGreaterThan(3);
  });

  test('stays as it is, byte by byte and date by date', async () => {
    const before = state();
    await static_('design');
    expect(state()).toEqual(before);
  });
});

describe('any project', () => {
  test('is held to no contract, and what could not be measured is unknown and no pass', async () => {
    remove(...readdirSync(notes.dir));
    put('README.md', '# A library\n');
    put('src/index.js', 'export const one = 1;\n');
    const judgement = await static_('design');
    expect(judgement).toMatchObject({ contracts: [], passed: false });
    expect(judgement.phases).toMatchObject([{ verdict: 'unknown' }]);
    expect(contractOf(judgement)?.outcome).toBe('skipped');
    const all = await static_('design', { contracts: 'all' });
    expect(all.phases).toMatchObject([{ verdict: 'failed' }]);
  });

  test('with a folder in it that leads out gets an error for that', async () => {
    symlinkSync('/etc', path.join(notes.dir, 'docs', 'etc'));
    const judgement = await static_('requirements');
    expect(judgement.passed).toBe(false);
    expect(judgement.findings).toMatchObject([{ rule: 'tree.link_out', path: 'docs/etc' }]);
  });

  test('is not run where there is no sandbox; who asked is told why', async () => {
    await expect(judged({})).rejects.toThrow(NoSandbox);
    await expect(judged({})).rejects.toThrow(/bubblewrap is not installed/);
  });

  test('has its contracts checked in under five seconds with five thousand files', async () => {
    for (let n = 0; n < 5_000; n += 1) {
      put(`src/part-${String(n % 100)}/module-${String(n)}.js`, `export const n = ${String(n)};\n`);
    }
    const judgement = await static_('design', { contracts: 'all' });
    expect(judgement.files).toBeGreaterThan(5_000);
    expect(contractOf(judgement)?.ms).toBeLessThan(5_000);
  }, 60_000);
});

const sandboxed = kind === 'bubblewrap' ? describe : describe.skip;

sandboxed('a project that runs in the sandbox', () => {
  const sandbox = createBubblewrap();

  test('is judged by what its tests do, and phases before are not to blame for it', async () => {
    put(
      'tests/unit/broken.test.js',
      `import test from 'node:test';\ntest('no', () => { throw new Error('no'); });\n`,
    );
    const judgement = await judged({ sandbox });
    expect(judgement.passed).toBe(false);
    const verdicts = judgement.phases.map(({ phase, verdict }) => `${phase} ${verdict}`);
    expect(verdicts.slice(0, 2)).toEqual(['requirements passed', 'design passed']);
    expect(verdicts).toContain('testing failed');
    expect(judgement.findings.map(({ rule }) => rule)).toContain('tests.failed');
    expect(judgement.evidence.find(({ sensor }) => sensor === 'test')).toMatchObject({
      command: 'npm test',
      exitCode: 1,
    });
  }, 180_000);

  test('leaves nothing behind when it is interrupted in the middle', async () => {
    const controller = new AbortController();
    const onStep = (name: string): void => {
      if (name === 'test')
        setTimeout(() => {
          controller.abort(new Error('Ctrl-C'));
        }, 300);
    };
    const judging = judged({ sandbox, signal: controller.signal, onStep });
    await judging.catch(() => undefined);
    expect(controller.signal.aborted).toBe(true);
    expect(readdirSync(path.join(notes.root, 'work'))).toEqual([]);
  }, 180_000);
});
