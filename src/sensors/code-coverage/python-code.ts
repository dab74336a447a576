import type { TreePath } from '../../domain/tree.ts';
import { COMMAND_ENV, requireSandbox } from '../command.ts';
import type { SenseContext } from '../sensor.ts';
import { readText } from '../tree-files.ts';
import type { Code, Unit } from './code.ts';

/**
 * Python reads its own language best. Nothing of the product runs: \`-I -S\` leaves out all that a
 * folder could bring in, and a file that is no longer what the tree has is told by its digest.
 */
const PARSER = `
import ast, hashlib, json, sys
SKIP = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom,
        ast.Global, ast.Nonlocal)
COMPOUND = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try)
def units(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not isinstance(node, SKIP):
            text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if not text and not isinstance(node, ast.Try):
                head = getattr(node, "test", None) or getattr(node, "iter", None)
                end = node.end_lineno
                if isinstance(node, COMPOUND) or hasattr(node, "cases"):
                    end = head.end_lineno if head is not None else node.lineno
                yield ["line", node.lineno, end]
        arms = []
        if isinstance(node, (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try)):
            arms.append(node.orelse)
        if isinstance(node, ast.If):
            arms.append(node.body)
        if isinstance(node, ast.ExceptHandler) or type(node).__name__ == "match_case":
            arms.append(node.body)
        for arm in arms:
            first = arm[0] if arm else None
            if first is not None and first.lineno > getattr(node, "lineno", 0):
                yield ["branch", first.lineno, first.lineno if hasattr(first, "body") else first.end_lineno]
for path in sys.argv[1:]:
    try:
        with open(path, "rb") as file:
            data = file.read(1000000)
        found = list(units(ast.parse(data)))[:50000]
        print(json.dumps([path, hashlib.sha256(data).hexdigest(), found], separators=(",", ":")))
    except Exception:
        pass
`;

/** A longer statement has been reached when one of its first lines has. */
const STATEMENT_LINES = 200;

const unitOf = (value: unknown): readonly Unit[] => {
  const [kind, from, to] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if ((kind !== 'line' && kind !== 'branch') || typeof from !== 'number') return [];
  const end = typeof to === 'number' ? to : from;
  return [
    { kind, at: { offset: from, line: from, endLine: Math.min(end, from + STATEMENT_LINES) } },
  ];
};

const parse = (line: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) ? (value as readonly unknown[]) : [];
  } catch {
    return [];
  }
};

/** Files that are read at once: what is printed of them stays within the sandbox's limit. */
const AT_ONCE = 20;

/** Files of Python as their own parser reads them; those that do not parse are left out. */
export const pythonCode = async (
  ctx: SenseContext,
  paths: readonly TreePath[],
): Promise<ReadonlyMap<TreePath, Code>> => {
  const found = new Map<TreePath, Code>();
  const { limits, signal } = ctx;
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const some = paths.slice(from, from + AT_ONCE);
    const dir = await ctx.workspace();
    const argv = ['python3', '-I', '-S', '-c', PARSER, ...some] as const;
    const { output } = await requireSandbox(ctx).run({
      dir,
      argv,
      env: COMMAND_ENV,
      limits,
      signal,
    });
    for (const line of output.split('\n')) {
      const [name, digest, units] = parse(line);
      const path = some.find((each) => each === name);
      if (path === undefined || ctx.tree.get(path)?.blob !== digest || !Array.isArray(units))
        continue;
      const text = await readText(ctx, path);
      found.set(path, { text, ends: new Set(), units: units.flatMap(unitOf) });
    }
  }
  return found;
};
