import type { DeclaredTest } from './declared-test.ts';
import { nodeAt, nodesAt, parseJavaScript } from './javascript.ts';
import type { SyntaxNode } from './javascript.ts';
import { isPlainScript } from './plain-script.ts';
import { testFunctionsIn } from './test-functions.ts';
import type { FailsBy, TestFunctions } from './test-functions.ts';

const TESTS = new Set(['test', 'it', 'specify', 'xtest', 'xit', 'fit', 'xspecify']);
const SUITES = new Set(['describe', 'suite', 'context', 'xdescribe', 'fdescribe']);
const OFF = /^x(test|it|specify|describe)$/;
const OFF_MEMBERS = new Set(['skip', 'todo', 'failing', 'fixme', 'skipIf', 'runIf']);
/** Of a function that declares tests, and declare none. */
const NOT_TESTS = new Set([
  ...['run', 'use', 'before', 'after', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll'],
  ...['onFinish', 'onFailure', 'createHarness', 'getHarness'],
]);
/** What follows a function of a module of tests where that declares a test. */
const MEMBERS = new Set(['test', 'skip', 'only', 'todo', 'serial', 'failing', 'it']);

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

const failing = (body: SyntaxNode, { fails, given, name }: TestCall): DeclaredTest['failing'] => {
  if (fails === 'argument' && given === undefined) return undefined;
  const thrown = (reason: string): string => {
    if (fails === 'error') return `throw new Error(${JSON.stringify(reason)});`;
    // Not all who print what was asserted print the test's name.
    return `${given ?? ''}.fail(${JSON.stringify(`${name}: ${reason}`)});`;
  };
  const extra = body['extra'] as { readonly parenthesized?: unknown } | undefined;
  if (body.type === 'BlockStatement') {
    const at = body.start + 1;
    return (reason) => ({ start: at, end: at, text: ` ${thrown(reason)}` });
  }
  // What a test of one expression does would be lost, and it may have to end the test.
  if (fails === 'argument') return undefined;
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
  readonly fails: FailsBy;
  /** The name of what its function is given first. */
  readonly given?: string;
}

const declares = ([name = '', ...members]: readonly string[], known: TestFunctions): boolean => {
  // What a function of the file's own does is not seen.
  if (known.get(name) === 'own') return false;
  return TESTS.has(name) || SUITES.has(name)
    ? !members.some((member) => NOT_TESTS.has(member))
    : known.has(name) && members.every((member) => MEMBERS.has(member));
};

/** @param known functions that declare tests besides those of the usual names. */
export const testCallIn = (statement: SyntaxNode, known: TestFunctions): TestCall | undefined => {
  const call = callIn(statement);
  const names = calleeOf(call === undefined ? undefined : nodeAt(call, 'callee'));
  if (call === undefined || !declares(names, known)) return undefined;
  const [name = ''] = names;
  const args = nodesAt(call, 'arguments');
  const done = args.find(isFunction);
  const body = done === undefined ? undefined : nodeAt(done, 'body');
  const [first] = done === undefined ? [] : nodesAt(done, 'params');
  return {
    name: titleOf(args[0]),
    suite: SUITES.has(name) || names.includes('describe'),
    off: OFF.test(name) || names.some((part) => OFF_MEMBERS.has(part)) || args.some(turnsOff),
    ...(body === undefined ? {} : { body }),
    fails: known.get(name) === 'argument' ? 'argument' : 'error',
    ...(first?.type === 'Identifier' ? { given: String(first['name']) } : {}),
  };
};

/** The tests of a text, see `declaredTests`. */
export const testsInJavaScript = (path: string, text: string): readonly DeclaredTest[] => {
  const found: DeclaredTest[] = [];
  const program = parseJavaScript(path, text);
  if (program === undefined) return found;
  const known = testFunctionsIn(program);
  const visit = (statements: readonly SyntaxNode[], within: boolean): void => {
    for (const statement of statements) {
      const call = testCallIn(statement, known);
      if (call === undefined) continue;
      const { name, body } = call;
      const off = within || call.off;
      if (call.suite) {
        if (body !== undefined) visit(nodesAt(body, 'body'), off);
        continue;
      }
      const fails = body === undefined ? undefined : failing(body, call);
      const { start, end } = statement;
      const test = { name, start, end, off };
      found.push(fails === undefined ? test : { ...test, failing: fails });
    }
  };
  visit(nodesAt(program, 'body'), false);
  if (found.length > 0 || !isPlainScript(program)) return found;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return [{ name, start: 0, end: text.length, off: false, whole: true }];
};
