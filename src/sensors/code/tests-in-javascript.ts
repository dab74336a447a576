import type { DeclaredTest } from './declared-tests.ts';
import { nodeAt, nodesAt, parseJavaScript } from './javascript.ts';
import type { SyntaxNode } from './javascript.ts';

const TESTS = new Set(['test', 'it', 'specify', 'xtest', 'xit', 'fit', 'xspecify']);
const SUITES = new Set(['describe', 'suite', 'context', 'xdescribe', 'fdescribe']);
const OFF = /^x(test|it|specify|describe)$/;
const OFF_MEMBERS = new Set(['skip', 'todo', 'failing', 'fixme', 'skipIf', 'runIf']);

/** What is called, as its names: `test.each(…)` is `['test', 'each']`. */
const calleeOf = (node: SyntaxNode | undefined): readonly string[] => {
  if (node === undefined) return [];
  switch (node.type) {
    case 'Identifier':
      return [String(node['name'])];
    case 'MemberExpression': {
      const property = nodeAt(node, 'property');
      return [...calleeOf(nodeAt(node, 'object')), ...calleeOf(property)];
    }
    case 'CallExpression':
      return calleeOf(nodeAt(node, 'callee'));
    case 'TaggedTemplateExpression':
      return calleeOf(nodeAt(node, 'tag'));
    default:
      return [];
  }
};

const callIn = (statement: SyntaxNode): SyntaxNode | undefined => {
  if (statement.type !== 'ExpressionStatement') return undefined;
  const expression = nodeAt(statement, 'expression');
  const inner =
    expression?.type === 'AwaitExpression' || expression?.type === 'UnaryExpression'
      ? nodeAt(expression, 'argument')
      : expression;
  return inner?.type === 'CallExpression' ? inner : undefined;
};

const titleOf = (node: SyntaxNode | undefined): string => {
  if (node?.type === 'StringLiteral') return String(node['value']);
  const [only, ...others] = node?.type === 'TemplateLiteral' ? nodesAt(node, 'quasis') : [];
  const value = only?.['value'] as { readonly cooked?: unknown } | undefined;
  return others.length === 0 && typeof value?.cooked === 'string' ? value.cooked : '';
};

const isFunction = ({ type }: SyntaxNode): boolean =>
  type === 'ArrowFunctionExpression' || type === 'FunctionExpression';

/** `{ skip: true }`, `{ todo: '…' }` */
const turnsOff = (options: SyntaxNode | undefined): boolean =>
  options?.type === 'ObjectExpression' &&
  nodesAt(options, 'properties').some((property) => {
    const value = nodeAt(property, 'value');
    const named = ['skip', 'todo'].includes(String(nodeAt(property, 'key')?.['name']));
    return named && value?.['value'] !== false;
  });

const failing = (body: SyntaxNode): DeclaredTest['failing'] => {
  const thrown = (reason: string): string => `throw new Error(${JSON.stringify(reason)});`;
  const extra = body['extra'] as { readonly parenthesized?: unknown } | undefined;
  if (body.type === 'BlockStatement') {
    const at = body.start + 1;
    return (reason) => ({ start: at, end: at, text: ` ${thrown(reason)}` });
  }
  if (extra?.parenthesized === true) return undefined;
  const { start, end } = body;
  return (reason) => ({ start, end, text: `{ ${thrown(reason)} }` });
};

/** The tests of a text, see `declaredTests`. */
export const testsInJavaScript = (path: string, text: string): readonly DeclaredTest[] => {
  const found: DeclaredTest[] = [];
  const visit = (statements: readonly SyntaxNode[], within: boolean): void => {
    for (const statement of statements) {
      const call = callIn(statement);
      const names = calleeOf(call === undefined ? undefined : nodeAt(call, 'callee'));
      const [name = ''] = names;
      if (call === undefined || !(TESTS.has(name) || SUITES.has(name))) continue;
      const args = nodesAt(call, 'arguments');
      const body = args.find(isFunction);
      const off =
        within ||
        OFF.test(name) ||
        names.some((part) => OFF_MEMBERS.has(part)) ||
        args.some(turnsOff);
      const block = body === undefined ? undefined : nodeAt(body, 'body');
      if (SUITES.has(name) || names.includes('describe')) {
        if (block !== undefined) visit(nodesAt(block, 'body'), off);
        continue;
      }
      const fails = block === undefined ? undefined : failing(block);
      const { start, end } = statement;
      const test = { name: titleOf(args[0]), start, end, off };
      found.push(fails === undefined ? test : { ...test, failing: fails });
    }
  };
  const program = parseJavaScript(path, text);
  if (program !== undefined) visit(nodesAt(program, 'body'), false);
  return found;
};
