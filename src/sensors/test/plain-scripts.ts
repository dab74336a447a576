import type { TreePath } from '../../domain/tree.ts';
import { declaredTests } from '../code/declared-tests.ts';
import { conventionOf } from '../conventions.ts';
import { lastWords } from '../normalize.ts';
import { readProject } from '../project.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';
import type { TestReport } from './report.ts';
import { entriesOf, expandScript } from './suite.ts';

/** Who counts where no runner does. */
export const EXIT_CODE = 'exit code';

/** Files of the product that its test command gives to `node`, one by one or in a loop. */
const scriptsRun = async (ctx: SenseContext): Promise<readonly TreePath[]> => {
  const files = await readProject(ctx);
  const convention = conventionOf(files);
  const step = convention?.test(files);
  if (convention === undefined || step === undefined) return [];
  const script = expandScript(files, step.script ?? step.command);
  const entries = new Set(entriesOf(script));
  const globs = /\bnode\s+"?\$/.test(script)
    ? script.split(/[\s;]+/).filter((word) => word.includes('*'))
    : [];
  return files.paths.filter(
    (path) =>
      convention.isTest(path) &&
      (entries.has(path) || globs.some((glob) => ctx.matches(glob.replace(/^\.\//, ''), path))),
  );
};

/**
 * Scripts that are tests by themselves (`node test.js`, with nothing but assertions): each counts as
 * one, and passes where the command does. Only the exit code says so; the canary tries it.
 */
export const countScripts = async (
  ctx: SenseContext,
  exitCode: number,
  output: string,
): Promise<readonly TestReport[]> => {
  const plain: TreePath[] = [];
  for (const path of await scriptsRun(ctx)) {
    const tests = declaredTests(path, await readText(ctx, path));
    if (tests.some(({ whole }) => whole === true)) plain.push(path);
  }
  const [first] = plain;
  if (first === undefined) return [];
  const base = { framework: EXIT_CODE, skipped: 0 };
  if (exitCode === 0) {
    return [{ ...base, passed: plain.length, failed: 0, failures: [], passes: plain }];
  }
  const name = plain.find((path) => output.includes(path)) ?? first;
  const failures = [{ name, detail: lastWords(output) }];
  return [{ ...base, passed: 0, failed: 1, failures }];
};
