import { isObject } from '../../domain/brand.ts';
import type { TreePath } from '../../domain/tree.ts';
import { runCommand } from '../command.ts';
import type { SenseContext } from '../sensor.ts';
import { OTHER_ERROR } from './mutant.ts';
import type { Mutant } from './mutant.ts';

/**
 * Reads Python files with Python's own parser (isolated: nothing of the product is imported) and
 * prints the changes, one JSON line each. Operators: comparison, arithmetic, logic, not, boolean,
 * number, text, condition, return, call, raise, error. Offsets are in UTF-16 units, as ours are.
 */
const SCRIPT = `
import ast, json, sys
COMPARE = {'Lt': '<=', 'LtE': '<', 'Gt': '>=', 'GtE': '>', 'Eq': '!=', 'NotEq': '==',
           'In': 'not in', 'NotIn': 'in', 'Is': 'is not', 'IsNot': 'is'}
BINARY = {'Add': '-', 'Sub': '+', 'Mult': '/', 'Div': '*', 'FloorDiv': '*', 'Mod': '*', 'Pow': '*'}
def units(text):
    return len(text.encode('utf-16-le')) // 2
class Finder:
    def __init__(self, path, source):
        self.path, self.source, self.lines = path, source, source.split('\\n')
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + units(line) + 1)
    def at(self, row, col):
        return self.starts[row - 1] + units(self.lines[row - 1].encode()[:col].decode())
    def span(self, node):
        return self.at(node.lineno, node.col_offset), self.at(node.end_lineno, node.end_col_offset)
    def put(self, operator, scope, node, text):
        start, end = self.span(node)
        print(json.dumps([self.path, operator, '.'.join(scope), start, end, text]))
    def of(self, node):
        return ast.get_source_segment(self.source, node) or ''
    def visit(self, root):
        open_nodes = [(root, ())]
        while open_nodes:
            node, scope = open_nodes.pop()
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                scope = scope + (node.name,)
            self.change(node, scope)
            for child in reversed(list(ast.iter_child_nodes(node))):
                open_nodes.append((child, scope))
    def change(self, node, scope):
        kind = type(node).__name__
        if kind == 'Compare' and len(node.ops) == 1:
            other = COMPARE[type(node.ops[0]).__name__]
            self.put('comparison', scope, node, '(%s) %s (%s)' % (self.of(node.left), other, self.of(node.comparators[0])))
        elif kind == 'BinOp' and type(node.op).__name__ in BINARY:
            if not any(isinstance(side, (ast.JoinedStr, ast.Constant)) and not isinstance(getattr(side, 'value', ''), (int, float)) for side in (node.left, node.right)):
                self.put('operator', scope, node, '(%s) %s (%s)' % (self.of(node.left), BINARY[type(node.op).__name__], self.of(node.right)))
        elif kind == 'BoolOp':
            word = ' or ' if isinstance(node.op, ast.And) else ' and '
            self.put('logic', scope, node, word.join('(%s)' % self.of(value) for value in node.values))
        elif kind == 'UnaryOp' and isinstance(node.op, ast.Not):
            self.put('not', scope, node, '(%s)' % self.of(node.operand))
        elif kind in ('If', 'IfExp', 'While') and kind != 'While':
            for value in ('True', 'False'):
                self.put('condition', scope, node.test, value)
        elif kind == 'Return' and node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self.put('return', scope, node, 'return None')
        elif kind == 'Raise':
            self.put('raise', scope, node, 'pass')
            if node.exc is not None and self.of(node.exc) not in ('Exception', 'Exception()'):
                self.put('${OTHER_ERROR}', scope, node, 'raise Exception()')
        elif kind == 'Expr' and isinstance(node.value, (ast.Call, ast.Await)):
            self.put('call', scope, node, 'pass')
        elif kind == 'Constant':
            if node.value is True or node.value is False:
                self.put('boolean', scope, node, str(not node.value))
            elif isinstance(node.value, (int, float)):
                self.put('number', scope, node, repr(node.value + 1))
for path in sys.argv[1:]:
    try:
        source = open(path, encoding='utf-8').read()
        Finder(path, source).visit(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, OSError, UnicodeError):
        pass
`;

/** As many as are looked at; the sample is taken from them. */
const MOST = 20_000;

const parseLine = (line: string, texts: ReadonlyMap<string, string>): readonly Mutant[] => {
  try {
    const row: unknown = JSON.parse(line);
    if (!Array.isArray(row)) return [];
    const [path, operator, scope, start, end, text] = row as readonly unknown[];
    const source = texts.get(String(path));
    const fits =
      source !== undefined && Number.isInteger(start) && Number.isInteger(end) && !isObject(text);
    if (!fits || typeof text !== 'string' || text.length > 2_000) return [];
    const [from, to] = [Number(start), Number(end)];
    const original = source.slice(from, to);
    const place = { start: from, end: to, text, original };
    return [
      {
        path: String(path) as TreePath,
        operator: String(operator),
        scope: String(scope),
        ...place,
      },
    ];
  } catch {
    return [];
  }
};

/** The mutants of Python files that lie in a folder. */
export const mutantsInPython = async (
  ctx: SenseContext,
  dir: string,
  texts: ReadonlyMap<TreePath, string>,
): Promise<readonly Mutant[]> => {
  const { result } = await runCommand(ctx, dir, ['python3', '-I', '-c', SCRIPT, ...texts.keys()]);
  return result.output
    .split('\n', MOST)
    .flatMap((line) => (line.startsWith('[') ? parseLine(line, texts) : []));
};
