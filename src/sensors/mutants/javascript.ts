import type { TreePath } from '../../domain/tree.ts';
import { nodeAt, nodesAt, parseJavaScript, walk } from '../code/javascript.ts';
import type { SyntaxNode } from '../code/javascript.ts';
import { OTHER_ERROR } from './mutant.ts';
import type { Mutant } from './mutant.ts';

/** A change of one node: what replaces it, or a part of it. */
type Change = readonly [operator: string, start: number, end: number, text: string];

const BINARY: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
};
const LOGICAL: Readonly<Record<string, string>> = { '&&': '||', '||': '&&', '??': '&&' };
const ASSIGNMENT: Readonly<Record<string, string>> = { '+=': '-=', '-=': '+=', '*=': '/=' };

const isText = (node: SyntaxNode | undefined): boolean =>
  node?.type === 'StringLiteral' || node?.type === 'TemplateLiteral';

/** Where the operator between two sides stands. */
const between = (node: SyntaxNode, text: string, operator: string): number => {
  const from = nodeAt(node, 'left')?.end ?? node.start;
  return text.slice(from, nodeAt(node, 'right')?.start ?? node.end).lastIndexOf(operator) + from;
};

const swapped =
  (name: string, table: Readonly<Record<string, string>>) =>
  (node: SyntaxNode, text: string): readonly Change[] => {
    const operator = String(node['operator']);
    const other = table[operator];
    if (other === undefined) return [];
    // A minus between texts is nonsense that any test would notice.
    if (operator === '+' && (isText(nodeAt(node, 'left')) || isText(nodeAt(node, 'right'))))
      return [];
    const at = between(node, text, operator);
    return [[name, at, at + operator.length, other]];
  };

const condition = (node: SyntaxNode): readonly Change[] => {
  const test = nodeAt(node, 'test');
  if (test === undefined) return [];
  return ['true', 'false'].map((value) => ['condition', test.start, test.end, value] as const);
};

const emptied = (node: SyntaxNode): readonly Change[] => {
  const body = nodeAt(node, 'body');
  if (body?.type !== 'BlockStatement' || nodesAt(body, 'body').length === 0) return [];
  return [['body', body.start, body.end, '{}']];
};

const removedCall = (node: SyntaxNode): readonly Change[] => {
  const expression = nodeAt(node, 'expression');
  const call = expression?.type === 'AwaitExpression' ? nodeAt(expression, 'argument') : expression;
  return call?.type === 'CallExpression' ? [['call', node.start, node.end, ';']] : [];
};

const returned = (node: SyntaxNode): readonly Change[] => {
  const value = nodeAt(node, 'argument');
  return value === undefined || value.type === 'NullLiteral'
    ? []
    : [['return', node.start, node.end, 'return undefined;']];
};

/** An error that says nothing: tests that ask for any error at all do not notice. */
const otherError = (node: SyntaxNode, text: string): readonly Change[] => {
  const error = nodeAt(node, 'argument');
  const plain =
    error !== undefined && /^(new )?Error\(\)$/.test(text.slice(error.start, error.end));
  return error === undefined || plain ? [] : [[OTHER_ERROR, error.start, error.end, 'new Error()']];
};

/** What may become of each kind of node: the table of operators. */
const OPERATORS: Readonly<Record<string, (node: SyntaxNode, text: string) => readonly Change[]>> = {
  BinaryExpression: swapped('operator', BINARY),
  LogicalExpression: swapped('logic', LOGICAL),
  AssignmentExpression: swapped('assignment', ASSIGNMENT),
  IfStatement: condition,
  ConditionalExpression: condition,
  ReturnStatement: returned,
  ExpressionStatement: removedCall,
  ThrowStatement: (node, text) => [['throw', node.start, node.end, ';'], ...otherError(node, text)],
  FunctionDeclaration: emptied,
  ClassMethod: emptied,
  ObjectMethod: emptied,
  BooleanLiteral: (node) => [
    ['boolean', node.start, node.end, node['value'] === true ? 'false' : 'true'],
  ],
  NumericLiteral: (node) => [['number', node.start, node.end, String(Number(node['value']) + 1)]],
  UnaryExpression: (node) => {
    const argument = node['operator'] === '!' ? nodeAt(node, 'argument') : undefined;
    return argument === undefined ? [] : [['not', node.start, argument.start, '']];
  },
  UpdateExpression: (node, text) => {
    const other = node['operator'] === '++' ? '--' : '++';
    const now = text.slice(node.start, node.end);
    return [['update', node.start, node.end, now.replace(String(node['operator']), other)]];
  },
  ArrowFunctionExpression: (node) => {
    const body = nodeAt(node, 'body');
    if (body === undefined || body.type === 'BlockStatement') return emptied(node);
    const extra = body['extra'] as { readonly parenthesized?: unknown } | undefined;
    return extra?.parenthesized === true ? [] : [['return', body.start, body.end, 'undefined']];
  },
  StringLiteral: (node) => (node['value'] === '' ? [] : [['text', node.start, node.end, `''`]]),
};

/** Texts and numbers here are names of things, or types, and not what a product does. */
const NO_VALUES = /^(Import|Export|TS|JSX|Directive)|^(ObjectProperty|MemberExpression)$/;

const isValue = (node: SyntaxNode, parent: SyntaxNode | undefined): boolean => {
  if (!node.type.endsWith('Literal') || parent === undefined) return true;
  if (parent.type === 'ObjectProperty') return nodeAt(parent, 'value') === node;
  return !NO_VALUES.test(parent.type);
};

const nameOf = (node: SyntaxNode): string => {
  const named = nodeAt(node, 'id') ?? nodeAt(node, 'key');
  return typeof named?.['name'] === 'string' ? named['name'] : '';
};

const scopeOf = (parents: readonly SyntaxNode[]): string =>
  parents
    .filter(({ type }) => /Function|Method|VariableDeclarator|ClassDeclaration/.test(type))
    .map(nameOf)
    .filter((name) => name !== '')
    .join('.');

/** All mutants of a file; none where it does not parse. */
export const mutantsInJavaScript = (path: TreePath, text: string): readonly Mutant[] => {
  const program = parseJavaScript(path, text);
  const found: Mutant[] = [];
  if (program === undefined) return found;
  walk(program, (node, parents) => {
    const parent = parents.at(-1);
    if (node.type.startsWith('TS') || !isValue(node, parent)) return;
    for (const [operator, start, end, put] of OPERATORS[node.type]?.(node, text) ?? []) {
      const original = text.slice(start, end);
      const scope = scopeOf([...parents, node]);
      found.push({ path, operator, scope, original, start, end, text: put });
    }
  });
  return found;
};
