import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBubblewrap } from '../../src/adapters/sandbox/index.ts';
import { copyEdited, writeTexts } from './folder.ts';
import { digest } from './project.ts';
import type { SandboxResult } from '../../src/ports/sandbox.ts';
import type { Edit, Project } from './project.ts';

const LIMITS = {
  memoryBytes: 1024 ** 3,
  processes: 128,
  wallMs: 90_000,
  outputBytes: 8_000_000,
  diskBytes: 200 * 1024 ** 2,
};

const FOLDER = '.oracle';

/**
 * What a project does when it is used from outside: a program of the bench asks it things and prints
 * the answers. Nothing of a gate is in it. Two projects that differ here do differ.
 * @returns `undefined` for a project without such a program
 */
const ask = async (
  project: Project,
  edit: Edit,
  signal: AbortSignal,
): Promise<SandboxResult | undefined> => {
  if (project.oracle === undefined) return undefined;
  const root = await mkdtemp(path.join(tmpdir(), 'gates-oracle-'));
  const dir = path.join(root, 'project');
  const { file, text } = project.oracle;
  // Not under a name that the project's own modules may have.
  const program = `use-project${path.extname(file)}`;
  try {
    await mkdir(dir);
    await copyEdited(project.dir, dir, edit);
    await writeTexts(dir, [
      [`${FOLDER}/${program}`, text],
      [`${FOLDER}/openapi.json`, project.texts.get('design/openapi.json') ?? '{}'],
    ]);
    return await createBubblewrap().run({
      dir,
      argv: [project.language === 'Python' ? 'python3' : 'node', `${FOLDER}/${program}`],
      env: { LANG: 'C.UTF-8', PYTHONPATH: '/project', PYTHONDONTWRITEBYTECODE: '1' },
      limits: LIMITS,
      signal,
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
};

const digestOf = ({ exitCode, timedOut, output }: SandboxResult): string =>
  digest({ exitCode, timedOut, output });

/** A digest of what a project answers after an edit; `undefined` where nobody can ask. */
export const answersOf = async (
  project: Project,
  edit: Edit,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const answered = await ask(project, edit, signal);
  return answered && digestOf(answered);
};

/**
 * The same of the project as it is.
 * @throws Error when its oracle does not end well there, or never says the same twice: it would call
 * nothing a difference, or everything
 */
export const answersOfOriginal = async (
  project: Project,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const answered = await ask(project, {}, signal);
  if (answered === undefined) return undefined;
  if (answered.exitCode !== 0) {
    throw new Error(`The oracle of ${project.name} fails: ${answered.output.slice(-300)}`);
  }
  if ((await answersOf(project, {}, signal)) !== digestOf(answered)) {
    throw new Error(`The oracle of ${project.name} gives other answers each time.`);
  }
  return digestOf(answered);
};
