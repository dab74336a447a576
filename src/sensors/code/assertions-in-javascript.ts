import type { DeclaredTest, FailsByAssertion } from './declared-test.ts';
import { nodeAt, nodesAt, parseJavaScript, walk } from './javascript.ts';
import type { SyntaxNode } from './javascript.ts';

/** Of `assert` and its like: what is expected comes second. */
const SECOND = new Set([
  ...['equal', 'equals', 'strictEqual', 'deepEqual', 'deepStrictEqual', 'is', 'same'],
]);
/** What assertions belong to: nothing else has methods that are sure to be some. */
const ASSERTS = /^\w*assert$|^t$/i;
/** Of `expect(…)`: what is expected is all that is given. */
const ONLY = new Set(['equal', 'equals', 'eq', 'eql', 'toBe', 'toEqual', 'toStrictEqual']);
/** Before an assertion nothing else may stand: it might leave the test. */
const PASSED_OVER = new Set(['ExpressionStatement', 'VariableDeclaration', 'FunctionDeclaration']);

const nameOf = (node: SyntaxNode | undefined): string => {
  const name = node?.['name'];
  return typeof name === 'string' ? name : '';
};

/** The call that a chain begins with, and the names that follow it. */
const chainOf = (
  node: SyntaxNode | undefined,
): { readonly root: SyntaxNode | undefined; readonly names: readonly string[] } => {
  if (node?.type !== 'MemberExpression' || node['computed'] === true)
    return { root: node, names: [] };
  const { root, names } = chainOf(nodeAt(node, 'object'));
  return { root, names: [...names, nameOf(nodeAt(node, 'property'))] };
};

/** The argument of an assertion that holds what is expected. */
const expectedIn = (call: SyntaxNode): SyntaxNode | undefined => {
  const args = nodesAt(call, 'arguments');
  if (args.some(({ type }) => type === 'SpreadElement')) return undefined;
  const { root, names } = chainOf(nodeAt(call, 'callee'));
  const last = names.at(-1) ?? '';
  if (root?.type === 'Identifier') {
    return ASSERTS.test(nameOf(root)) && SECOND.has(last) ? args[1] : undefined;
  }
  const expects = root?.type === 'CallExpression' && nameOf(nodeAt(root, 'callee')) === 'expect';
  const turned = names.some((name) => ['not', 'resolves', 'rejects'].includes(name));
  return expects && !turned && ONLY.has(last) && args.length === 1 ? args[0] : undefined;
};

const firstExpected = (body: SyntaxNode): SyntaxNode | undefined => {
  for (const statement of nodesAt(body, 'body')) {
    if (!PASSED_OVER.has(statement.type)) return undefined;
    const expression = nodeAt(statement, 'expression');
    if (statement.type !== 'ExpressionStatement' || expression?.type !== 'CallExpression') continue;
    const found = expectedIn(expression);
    if (found !== undefined) return found;
  }
  return undefined;
};

const bodiesIn = (program: SyntaxNode): readonly SyntaxNode[] => {
  const bodies: SyntaxNode[] = [];
  walk(program, (node) => {
    if (!/^(Arrow)?Function(Expression)?$/.test(node.type)) return;
    const body = nodeAt(node, 'body');
    if (body?.type === 'BlockStatement') bodies.push(body);
  });
  return bodies;
};

/** See `ownAssertions`. */
export const assertionsInJavaScript = (
  path: string,
  text: string,
): ((test: DeclaredTest) => FailsByAssertion | undefined) => {
  const program = parseJavaScript(path, text);
  const bodies = program === undefined ? [] : bodiesIn(program);
  return ({ start, end, failing }) => {
    // The function of the test itself is the one that it is told to fail in.
    const at = failing?.('').start;
    const body = bodies.find((each) => each.start + 1 === at);
    const expected = body === undefined ? undefined : firstExpected(body);
    if (expected === undefined || expected.start < start || expected.end > end) return undefined;
    const place = { start: expected.start, end: expected.end };
    // What was compared stays in its line: who mutes assertions may look for it.
    const said = text.slice(place.start, place.end);
    return (value) => ({ ...place, text: `[${said}, ${JSON.stringify(value)}]` });
  };
};
