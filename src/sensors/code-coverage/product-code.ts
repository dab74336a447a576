import type { TreePath } from '../../domain/tree.ts';
import { isJavaScript } from '../code/javascript.ts';
import type { Convention } from '../conventions.ts';
import { holdsSettings } from '../integrity/configuration.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';
import type { Code } from './code.ts';
import { javaScriptCode } from './javascript-code.ts';
import { pythonCode } from './python-code.ts';

/** The code of a product and of its tests. */
export interface ProductCode {
  readonly code: ReadonlyMap<TreePath, Code>;
  /** What tests are to reach: neither tests, nor settings, nor what is not run by them. */
  readonly own: readonly TreePath[];
  /** Files that only a browser loads; they count when tests load them all the same. */
  readonly browser: ReadonlySet<TreePath>;
}

/** Code files that are looked at. */
const FILES = 400;

const NOT_WRITTEN =
  /\.(d|tst|test-d|spec-d)\.[cm]?tsx?$|\.min\.js$|(^|\/)(node_modules|vendor|third_party|dist|build|coverage)\//;
const BESIDE =
  /(^|\/)(docs?|examples?|demos?|bench(marks?)?|perf|scripts?|tools|deployment|migrations)\/|(^|\/)(setup|versioneer|noxfile|fabfile)\.py$|^(bench(mark)?|example|demo|[Gg]runtfile|[Gg]ulpfile)\.[cm]?js$|^[\w.-]+\.(config|conf)\.[cm]?[jt]s$|(^|\/)\./;
const BROWSER = /(^|\/)(public|static|www|assets)\//;

/** Reads it, outside of the sandbox but for Python. */
export const productCode = async (
  ctx: SenseContext,
  { isTest }: Pick<Convention, 'isTest'>,
): Promise<ProductCode> => {
  const paths = [...ctx.tree.keys()].filter(
    (path) => (isJavaScript(path) || path.endsWith('.py')) && !NOT_WRITTEN.test(path),
  );
  const some = paths.slice(0, FILES);
  const code = new Map<TreePath, Code>(
    await pythonCode(
      ctx,
      some.filter((path) => path.endsWith('.py')),
    ),
  );
  for (const path of some.filter(isJavaScript)) {
    ctx.signal.throwIfAborted();
    const read = javaScriptCode(path, await readText(ctx, path));
    if (read !== undefined) code.set(path, read);
  }
  const own = [...code.keys()].filter(
    (path) => !isTest(path) && !holdsSettings(path) && !BESIDE.test(path),
  );
  return { code, own, browser: new Set(own.filter((path) => BROWSER.test(path))) };
};
