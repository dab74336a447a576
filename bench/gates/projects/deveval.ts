import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { readTexts } from '../folder.ts';
import type { Project } from '../project.ts';

const run = promisify(execFile);

const REPOSITORY = 'https://github.com/open-compass/DevEval';
const FOLDER = 'benchmark_data/python';

interface Named {
  readonly name: string;
  readonly known: Project['known'];
  /** Requirements that the bench pins: the project's are missing, or name no versions. */
  readonly pinned?: string;
  readonly oracle?: string;
}

const GOOD = { kind: 'good' } as const;

const NAMED: readonly Named[] = [
  { name: 'hone', known: GOOD, pinned: 'hone', oracle: 'hone.py' },
  { name: 'lice', known: GOOD, pinned: 'lice', oracle: 'lice.py' },
  { name: 'stocktrends', known: GOOD, pinned: 'stocktrends' },
  {
    name: 'readtime',
    known: {
      kind: 'defective',
      defect: '120 s and 180 s make 240 s; most random orders of its tests fail',
      reported: /^(tests|order)\.\w+:/,
    },
  },
  {
    name: 'chakin',
    known: { kind: 'defective', defect: '"six" is not declared', reported: /\bsix\b/ },
  },
  {
    name: 'particle-swarm-optimization',
    known: {
      kind: 'defective',
      defect: 'its tests depend on their order',
      reported: /^order\.\w+:/,
    },
  },
];

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** The folder of the projects: given, or cloned once, without what is not asked for. */
const fetched = async (given: string | undefined, cache: string): Promise<string | undefined> => {
  for (const at of given === undefined ? [] : [given, path.join(given, FOLDER)]) {
    if (await exists(path.join(at, 'hone'))) return at;
  }
  if (given !== undefined)
    throw new Error(`${given} has no folder "hone": it is no copy of DevEval.`);
  const clone = path.join(cache, 'DevEval');
  if (!(await exists(clone))) {
    const part = `${clone}.part`;
    await rm(part, { recursive: true, force: true });
    const partial = ['--quiet', '--depth', '1', '--filter=blob:none', '--sparse'];
    try {
      await run('git', ['clone', ...partial, REPOSITORY, part]);
      const folders = NAMED.map(({ name }) => `${FOLDER}/${name}`);
      await run('git', ['-C', part, 'sparse-checkout', 'set', ...folders]);
    } catch {
      return undefined;
    }
    await rename(part, clone);
  }
  return path.join(clone, FOLDER);
};

const prepared = async (from: string, folder: string, named: Named): Promise<Project> => {
  const { name, known, pinned, oracle } = named;
  const dir = path.join(folder, `deveval-${name}`);
  await rm(dir, { recursive: true, force: true });
  await cp(path.join(from, name), dir, { recursive: true });
  if (pinned !== undefined) {
    const file = path.join(import.meta.dirname, 'requirements', `${pinned}.txt`);
    await mkdir(dir, { recursive: true });
    await writeFile(path.join(dir, 'requirements.txt'), await readFile(file, 'utf8'));
  }
  const programs = path.join(import.meta.dirname, '../oracles');
  return {
    name,
    family: 'DevEval',
    language: 'Python',
    known,
    specified: false,
    dir,
    texts: await readTexts(dir),
    ...(oracle === undefined
      ? {}
      : { oracle: { file: oracle, text: await readFile(path.join(programs, oracle), 'utf8') } }),
  };
};

/**
 * Python projects of DevEval, three good ones and three with a known defect; none is part of this
 * repository. `undefined` where they can't be had.
 * @param given a folder with them, or a copy of the repository
 */
export const devevalProjects = async (
  folder: string,
  given: string | undefined,
): Promise<readonly Project[] | undefined> => {
  const from = await fetched(given, folder);
  return from === undefined
    ? undefined
    : Promise.all(NAMED.map((named) => prepared(from, folder, named)));
};
