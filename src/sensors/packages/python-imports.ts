import { isObject } from '../../domain/brand.ts';
import type { TreePath } from '../../domain/tree.ts';
import { COMMAND_ENV, requireSandbox } from '../command.ts';
import { isPythonTest, isRunAsTest } from '../python-tests.ts';
import type { SenseContext } from '../sensor.ts';

/**
 * Python reads its own language best, and knows what comes with it. Nothing of the product runs:
 * `-I -S` leaves out all that a folder could bring in. Only what is imported in any case counts:
 * an import in a function, or one that may fail or depends on something, can be meant to be missing.
 */
const READER = `
import ast, json, sys
def names(body):
    for node in body:
        if isinstance(node, ast.Import):
            for each in node.names:
                yield each.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]
        elif isinstance(node, (ast.ClassDef, ast.With)):
            yield from names(node.body)
known = set(getattr(sys, "stdlib_module_names", ())) | set(sys.builtin_module_names)
found = {}
for path in sys.argv[1:]:
    try:
        with open(path, "rb") as file:
            body = ast.parse(file.read(1000000)).body
        for name in names(body):
            if name not in known and len(found) < 500:
                found.setdefault(name[:100], path)
    except Exception:
        pass
print()
print(json.dumps({"imports": found} if known else {}))
`;

/** Files that are read of one product; their paths have to fit a command line. */
const FILES = 400;

/** Not part of what is delivered, or needs what only its author has. */
const BESIDE =
  /(^|\/)(docs?|examples?|benchmarks?|scripts?|tools?|vendor|\.[^/]+)\/|(^|\/)setup\.py$/i;

/** Whether a product has a module of this name itself, wherever it puts it on its path. */
const ownModules = (paths: readonly TreePath[]): ReadonlySet<string> =>
  new Set(
    paths
      .filter((path) => path.endsWith('.py'))
      .flatMap((path) => [...path.split('/').slice(0, -1), path.split('/').at(-1)?.slice(0, -3)])
      .filter((name) => name !== undefined),
  );

/** A module that is imported, and the first file that does. */
export interface Import {
  readonly module: string;
  readonly path: TreePath;
}

const parse = (output: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(output.trim().split('\n').at(-1) ?? '');
    return isObject(value) && isObject(value['imports']) ? value['imports'] : {};
  } catch {
    return {};
  }
};

/** Modules that a product imports whatever happens, and that neither it nor Python has. */
export const foreignImports = async (
  ctx: SenseContext,
  paths: readonly TreePath[],
): Promise<readonly Import[]> => {
  // Of what lies among tests, only they themselves are surely loaded: the rest may be their material.
  const asked = paths.filter(
    (path) =>
      path.endsWith('.py') && !BESIDE.test(path) && (!isPythonTest(path) || isRunAsTest(path)),
  );
  // What is delivered first: a module that it needs is a graver fault than one that its tests need.
  const sorted = [...asked].sort((a, b) => Number(isPythonTest(a)) - Number(isPythonTest(b)));
  if (sorted.length === 0) return [];
  const { output } = await requireSandbox(ctx).run({
    dir: await ctx.workspace(),
    argv: ['python3', '-I', '-S', '-c', READER, ...sorted.slice(0, FILES)],
    env: COMMAND_ENV,
    limits: ctx.limits,
    signal: ctx.signal,
  });
  const own = ownModules(paths);
  return Object.entries(parse(output)).flatMap(([module, file]): readonly Import[] => {
    const path = sorted.find((each) => each === file);
    return path === undefined || own.has(module) ? [] : [{ module, path }];
  });
};
