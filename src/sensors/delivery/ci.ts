import type { TreePath } from '../../domain/tree.ts';
import { readValue } from '../bounded/read.ts';
import { conventionOf } from '../conventions.ts';
import { clip } from '../normalize.ts';
import { readProject } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import type { Check } from './fault.ts';
import { readGithub, readGitlab } from './pipeline.ts';
import type { Pipeline } from './pipeline.ts';
import { testsIn } from './runs-tests.ts';

interface Read extends Pipeline {
  readonly path: TreePath;
}

const readOne = async (ctx: SenseContext, path: TreePath): Promise<Read> => {
  const value = await readValue(ctx, path);
  if (!value.ok) return { path, problems: [value.problem], commands: [], hasMore: true };
  return { path, ...(path.startsWith('.github/') ? readGithub : readGitlab)(value.value) };
};

const checkForm = ({ path, problems }: Read): Check =>
  problems.slice(0, 10).map((problem) => ({
    severity: 'error',
    rule: 'ci',
    path,
    expected: 'a pipeline with jobs and steps',
    actual: clip(problem, 200),
    message: `${path} can't run: ${clip(problem, 200)}.`,
  }));

/** Together they must run the tests, where the product has any. */
const checkTests = async (ctx: SenseContext, read: readonly Read[]): Promise<readonly Check[]> => {
  const [first] = read;
  const files = await readProject(ctx);
  const test = conventionOf(files)?.test(files);
  if (first === undefined || test === undefined || read.some(({ hasMore }) => hasMore)) return [];
  const tests = testsIn(read.flatMap(({ commands }) => commands));
  if (tests === 'run') return [[]];
  const { path } = first;
  const expected = `a step that runs "${test.command}", and fails when it does`;
  const ignored = tests === 'ignored';
  return [
    [
      {
        severity: 'error',
        rule: 'ci_tests',
        path,
        expected,
        actual: ignored ? 'its failure is ignored' : 'none',
        message: ignored
          ? `${path} goes on when the tests fail; take out what swallows the failure.`
          : `${path} never runs the tests; add a step that runs "${test.command}".`,
      },
    ],
  ];
};

const CI = /^\.github\/workflows\/[^/]+\.ya?ml$|^\.gitlab-ci\.yml$/;
const MOST_FILES = 20;

export const ciFiles = (ctx: SenseContext): readonly TreePath[] =>
  [...ctx.tree.keys()].filter((path) => CI.test(path)).slice(0, MOST_FILES);

/** What is wrong with the pipelines: one entry for each check. */
export const checkCi = async (ctx: SenseContext): Promise<readonly Check[]> => {
  const read: Read[] = [];
  for (const path of ciFiles(ctx)) read.push(await readOne(ctx, path));
  return [...read.map(checkForm), ...(await checkTests(ctx, read))];
};
