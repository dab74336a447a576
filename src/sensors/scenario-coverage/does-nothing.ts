import { nodeAt, nodesAt, parseJavaScript, walk } from '../code/javascript.ts';
import type { SyntaxNode } from '../code/javascript.ts';

/** Names with which nothing of a product is reached. */
const EMPTY_NAMES = new Set([
  ...['test', 'it', 'specify', 'suite', 'describe', 't', 'done', 'assert', 'expect', 'should'],
  ...['ok', 'equal', 'strictEqual', 'deepEqual', 'deepStrictEqual', 'notEqual', 'match', 'chai'],
  ...['undefined', 'NaN', 'Infinity', 'console', 'Boolean', 'Number', 'String', 'Object', 'Array'],
  ...['Promise', 'JSON', 'Math', 'Date', 'Error', 'setTimeout', 'setImmediate'],
]);

const isReference = (node: SyntaxNode, parent: SyntaxNode | undefined): boolean => {
  if (node.type !== 'Identifier' || parent === undefined) return false;
  const own = (field: string): boolean => nodeAt(parent, field) === node;
  const named =
    (parent.type === 'MemberExpression' && own('property')) ||
    (/Property$|Method$/.test(parent.type) && own('key'));
  return !named || parent['computed'] === true;
};

const MADE = /^(VariableDeclarator|FunctionDeclaration)$/;

const emptyJavaScript = (path: string, test: string): boolean => {
  const program = parseJavaScript(path, test.replace(/^\s*await\s+/, ''));
  if (program === undefined || nodesAt(program, 'body').length !== 1) return false;
  const made = new Set<string>();
  const used: string[] = [];
  walk(program, (node, parents) => {
    const id = MADE.test(node.type) ? nodeAt(node, 'id') : undefined;
    if (id?.type === 'Identifier') made.add(String(id['name']));
    if (isReference(node, parents.at(-1))) used.push(String(node['name']));
    if (node.type === 'ThisExpression' || node.type === 'ImportExpression') used.push('this');
  });
  return used.every((name) => EMPTY_NAMES.has(name) || made.has(name));
};

const PYTHON_WORDS = new Set([
  ...['assert', 'pass', 'return', 'True', 'False', 'None', 'self', 'and', 'or', 'not', 'is', 'in'],
  ...['if', 'else', 'elif', 'for', 'while', 'print', 'range', 'len', 'async', 'def', 'await'],
]);

const STRINGS = /[rbuf]{0,2}("""|''')[\s\S]*?\1|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g;

const emptyPython = (test: string): boolean => {
  const [, parameters = '', body = ''] =
    /^[ \t]*(?:async )?def \w+\(([^)]*)\)[^:\n]*:([\s\S]*)$/m.exec(test) ?? [];
  if (parameters.split(',').some((name) => !['', 'self'].includes(name.trim()))) return false;
  const code = body.replace(STRINGS, ' ').replace(/\bself\.(assert\w+|fail)\b/g, ' ');
  const made = new Set([...code.matchAll(/^\s*(\w+)\s*=(?!=)/gm)].map(([, name = '']) => name));
  const used = code.match(/[A-Za-z_]\w*/g) ?? [];
  return body !== '' && used.every((name) => PYTHON_WORDS.has(name) || made.has(name));
};

/**
 * Whether a test does nothing: it reaches nothing beyond its own values and the words of
 * assertions, so that it passes whatever the product does.
 * @param path of its file. @param test the text of the test alone.
 */
export const doesNothing = (path: string, test: string): boolean =>
  path.endsWith('.py') ? emptyPython(test) : emptyJavaScript(path, test);
