import type { DeclaredTest } from './declared-test.ts';
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

/** A statement that declares a test or a suite of tests. */
export interface TestCall {
  readonly name: string;
  readonly suite: boolean;
  /** Told to be left out. */
  readonly off: boolean;
  /** What its function does: a block or an expression; absent where none is given in place. */
  readonly body?: SyntaxNode;
}

export const testCallIn = (statement: SyntaxNode): TestCall | undefined => {
  const call = callIn(statement);
  const names = calleeOf(call === undefined ? undefined : nodeAt(call, 'callee'));
  const [name = ''] = names;
  if (call === undefined || !(TESTS.has(name) || SUITES.has(name))) return undefined;
  const args = nodesAt(call, 'arguments');
  const given = args.find(isFunction);
  const body = given === undefined ? undefined : nodeAt(given, 'body');
  return {
    name: titleOf(args[0]),
    suite: SUITES.has(name) || names.includes('describe'),
    off: OFF.test(name) || names.some((part) => OFF_MEMBERS.has(part)) || args.some(turnsOff),
    ...(body === undefined ? {} : { body }),
  };
};

/** The tests of a text, see `declaredTests`. */
export const testsInJavaScript = (path: string, text: string): readonly DeclaredTest[] => {
  const found: DeclaredTest[] = [];
  const visit = (statements: readonly SyntaxNode[], within: boolean): void => {
    for (const statement of statements) {
      const call = testCallIn(statement);
      if (call === undefined) continue;
      const { name, body } = call;
      const off = within || call.off;
      if (call.suite) {
        if (body !== undefined) visit(nodesAt(body, 'body'), off);
        continue;
      }
      const fails = body === undefined ? undefined : failing(body);
      const { start, end } = statement;
      const test = { name, start, end, off };
      found.push(fails === undefined ? test : { ...test, failing: fails });
    }
  };
  const program = parseJavaScript(path, text);
  if (program !== undefined) visit(nodesAt(program, 'body'), false);
  return found;
};
