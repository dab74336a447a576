import { nodeAt, nodesAt, parseJavaScript, walk } from './javascript.ts';
import type { SyntaxNode } from './javascript.ts';
import { requiredBy } from './test-functions.ts';

/** An assertion of a text, and how it tells that it does not hold. */
export interface AssertionCall {
  readonly start: number;
  readonly end: number;
  readonly tells:
    { readonly by: 'error' | 'promise' } | { readonly by: 'argument'; readonly given: string };
}

const MODULES = /^(?:node:)?assert(?:\/strict)?$|^uvu\/assert$|^chai$/;
const ASSERTS = /^\w*assert$/i;
/** Methods of what tape, tap and AVA give to a test. */
const OF_ARGUMENT = new Set([
  ...['equal', 'equals', 'strictEqual', 'deepEqual', 'deepStrictEqual', 'is', 'same', 'not'],
  ...['looseEqual', 'deepLooseEqual', 'notEqual', 'notDeepEqual', 'notSame', 'like', 'match'],
  ...['ok', 'notOk', 'true', 'false', 'truthy', 'falsy', 'regex', 'type', 'error', 'ifError'],
  ...['throws', 'notThrows', 'doesNotThrow', 'rejects', 'resolves', 'throwsAsync', 'fail'],
]);
const LATER = new Set(['rejects', 'doesNotReject', 'resolves']);
const OF_PROMISE = new Set(['then', 'catch', 'finally']);

const nameOf = (node: SyntaxNode | undefined): string =>
  typeof node?.['name'] === 'string' ? node['name'] : '';

/** `expect(a).not.toBe(b)` as `expect`, `()`, `not`, `toBe`, `()`. */
const wordsOf = (node: SyntaxNode | undefined): readonly string[] => {
  const words: string[] = [];
  for (let at = node; at !== undefined;) {
    if (at.type === 'CallExpression') {
      words.push('()');
      at = nodeAt(at, 'callee');
    } else if (at.type === 'MemberExpression') {
      words.push(at['computed'] === true ? '' : nameOf(nodeAt(at, 'property')));
      at = nodeAt(at, 'object');
    } else {
      words.push(nameOf(at));
      at = undefined;
    }
  }
  return words.reverse();
};

/** What is called before `.then(…)`, `.catch(…)` and `.finally(…)`. */
const withoutCatch = (node: SyntaxNode): SyntaxNode => {
  let at = node;
  for (;;) {
    const callee = at.type === 'CallExpression' ? nodeAt(at, 'callee') : undefined;
    const before = callee === undefined ? undefined : nodeAt(callee, 'object');
    const ends = callee !== undefined && OF_PROMISE.has(nameOf(nodeAt(callee, 'property')));
    if (!ends || before === undefined) return at;
    at = before;
  }
};

/** Names that a text gives to what it takes from a module of assertions. */
const importedIn = (program: SyntaxNode): ReadonlySet<string> => {
  const names = new Set<string>();
  walk(program, (node) => {
    const module = nodeAt(node, 'source')?.['value'];
    if (node.type === 'ImportDeclaration' && MODULES.test(String(module))) {
      for (const each of nodesAt(node, 'specifiers')) names.add(nameOf(nodeAt(each, 'local')));
    }
    const id = nodeAt(node, 'id');
    if (node.type !== 'VariableDeclarator' || id === undefined) return;
    if (!MODULES.test(requiredBy(nodeAt(node, 'init')) ?? '')) return;
    names.add(nameOf(id));
    for (const each of nodesAt(id, 'properties')) names.add(nameOf(nodeAt(each, 'value')));
  });
  // What chai exports under these names begins an assertion, and is none.
  for (const name of ['', 'expect', 'should', 'use']) names.delete(name);
  return names;
};

const toldBy = (
  words: readonly string[],
  imported: ReadonlySet<string>,
): AssertionCall['tells'] | undefined => {
  const [root = '', ...rest] = words;
  const called = rest.indexOf('()');
  const by = rest.some((word) => LATER.has(word)) ? 'promise' : 'error';
  if (root === 'expect') return called >= 0 && called < rest.length - 1 ? { by } : undefined;
  // What `console.assert` finds is printed, and fails nothing.
  if (called < 0 || root === 'console') return undefined;
  const asserts = ASSERTS.test(root) || imported.has(root) || rest.includes('assert');
  if (asserts) return { by };
  const isOfArgument = root === 't' && called === 1 && OF_ARGUMENT.has(rest[0] ?? '');
  return isOfArgument ? { by: 'argument', given: root } : undefined;
};

/** What may be an assertion: a call, or what chai takes for one without (`expect(a).to.be.true`). */
const mayAssert = (node: SyntaxNode, parent: SyntaxNode | undefined): boolean =>
  node.type === 'CallExpression' ||
  (node.type === 'MemberExpression' && parent?.type === 'ExpressionStatement');

/** The assertions of a text, wherever they stand, but for those in others. */
export const assertionCalls = (path: string, text: string): readonly AssertionCall[] => {
  const program = parseJavaScript(path, text);
  if (program === undefined) return [];
  const imported = importedIn(program);
  const found: AssertionCall[] = [];
  walk(program, (node, parents) => {
    if (!mayAssert(node, parents.at(-1))) return;
    const call = withoutCatch(node);
    const { start, end } = call;
    if (found.some((outer) => outer.start <= start && end <= outer.end)) return;
    const tells = toldBy(wordsOf(call), imported);
    if (tells !== undefined) found.push({ start, end, tells });
  });
  return found;
};
