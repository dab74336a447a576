import type { PersonaId } from '../../../domain/persona.ts';
import type { TreePath } from '../../../domain/tree.ts';
import type { SenseContext } from '../../sensor.ts';
import type { ProjectFiles } from '../../project.ts';
import { objectAt } from '../../project.ts';
import { mentionsIn } from '../../mentions.ts';
import { fileNamed } from '../../tree-files.ts';
import { asksForTests } from '../asks-for-tests.ts';
import { entriesOf, expandScript, runnersIn } from '../suite.ts';
import { reachingFile } from './reaching.ts';
import type { TestWay } from './way.ts';

/** Who is to mend a runner that can't be believed, and where. */
export interface Culprit {
  readonly path?: TreePath;
  readonly owner: PersonaId;
}

/** Files that change what a runner does without being asked, the most meddlesome first. */
const MEDDLERS: readonly RegExp[] = [
  /(^|\/)node_modules\//,
  /(^|\/)(sitecustomize|usercustomize)\.py$/,
  /(^|\/)conftest\.py$/,
  /(^|\/)(jest|vitest)\.(config|setup)[^/]*$/,
  /(^|\/)\.mocharc[^/]*$/,
  /(^|\/)(pytest\.ini|tox\.ini|setup\.cfg)$/,
];

/** Named by a command to be run as tests, not to be loaded before. */
const RUN_AS_TEST = /[._-](test|spec)\.|(^|\/)test_[^/]*$/;

/** A command that ends otherwise than its runner (`|| true`, `; exit 0`), or picks tests by name. */
const BENT =
  /\|\||;|\|\s|&\s*$|--(test-name-pattern|test-skip-pattern|testNamePattern|grep|fgrep)\b|\s-[tgk]\s/;

/** Settings of Jest and Mocha in `package.json` that name what is loaded before tests, or in their stead. */
const LOADING = [
  ...['setupFiles', 'setupFilesAfterEnv', 'globalSetup', 'testEnvironment', 'transform'],
  ...['runner', 'testRunner', 'reporters', 'require', 'reporter', 'ui'],
];

const loadedBySettings = ({ manifest }: ProjectFiles): string =>
  ['jest', 'mocha']
    .flatMap((tool) => LOADING.map((field) => objectAt(manifest, tool)[field]))
    .map((value) => JSON.stringify(value ?? ''))
    .join('\n');

/**
 * The file that most likely bends the results of tests: a command that hides how its runner ended,
 * a file that the command loads, code that reaches into the runner, or a file that it loads by itself.
 */
export const culpritOf = async (
  ctx: SenseContext,
  { files, convention, step }: TestWay,
): Promise<Culprit> => {
  const script = expandScript(files, step.script ?? '');
  const manifest = step.script === undefined ? undefined : fileNamed(ctx.tree, 'package.json');
  const loads = `${script}\n${loadedBySettings(files)}`;
  const run = new Set(entriesOf(script));
  const isRun = (path: TreePath): boolean => run.has(path) && convention.isTest(path);
  const loaded = mentionsIn(loads, ctx.tree.keys()).find(
    ({ path }) => !RUN_AS_TEST.test(path) && !isRun(path),
  );
  const meddler = MEDDLERS.map((pattern) => files.paths.find((path) => pattern.test(path)));
  const path =
    (BENT.test(script) ? manifest : undefined) ??
    loaded?.path ??
    (runnersIn(script) === 0 && !files.paths.some(isRun) ? manifest : undefined) ??
    (await reachingFile(ctx, convention.isTest)) ??
    meddler.find((found) => found !== undefined);
  return path === undefined ? { owner: asksForTests(ctx) } : { path, owner: ctx.producerOf(path) };
};
