import { nodeAt, nodesAt, walk } from './javascript.ts';
import type { SyntaxNode } from './javascript.ts';

/** How a test is made to fail: by what it is given to assert with, where an error ends all others. */
export type FailsBy = 'argument' | 'error';

/** Modules whose export declares tests, or has a function that does, whatever a file calls it. */
const MODULES: ReadonlyMap<string, FailsBy> = new Map([
  ['tape', 'argument'],
  ['tap', 'argument'],
  ['ava', 'error'],
  ['uvu', 'error'],
  ['node:test', 'error'],
]);

/** What a file calls functions that declare tests, and functions of its own by name. */
export type TestFunctions = ReadonlyMap<string, FailsBy | 'own'>;

/** `'tape'` in `require('tape')`, `require('tap').test` and `require('tape')(…)`. */
export const requiredBy = (node: SyntaxNode | undefined): string | undefined => {
  if (node?.type === 'MemberExpression') return requiredBy(nodeAt(node, 'object'));
  if (node?.type !== 'CallExpression') return undefined;
  const callee = nodeAt(node, 'callee');
  const [module] = nodesAt(node, 'arguments');
  if (callee?.type === 'Identifier' && callee['name'] === 'require') {
    return module?.type === 'StringLiteral' ? String(module['value']) : undefined;
  }
  return requiredBy(callee);
};

/** The names that a pattern gives to what is called `test`, or to all of it. */
const boundBy = (pattern: SyntaxNode | undefined): readonly string[] => {
  if (pattern?.type === 'Identifier') return [String(pattern['name'])];
  if (pattern?.type !== 'ObjectPattern') return [];
  return nodesAt(pattern, 'properties').flatMap((property) => {
    const named = nodeAt(property, 'key')?.['name'] === 'test';
    return named ? boundBy(nodeAt(property, 'value')) : [];
  });
};

const importedBy = (node: SyntaxNode): readonly string[] =>
  nodesAt(node, 'specifiers').flatMap((specifier) => {
    const imported = nodeAt(specifier, 'imported')?.['name'] ?? 'test';
    const whole = specifier.type !== 'ImportSpecifier' || imported === 'default';
    return whole || imported === 'test' ? boundBy(nodeAt(specifier, 'local')) : [];
  });

/** `const things = suite('things')`, whose tests are declared by calling what comes back. */
const isSuiteOfUvu = (init: SyntaxNode | undefined): boolean =>
  init?.type === 'CallExpression' && nodeAt(init, 'callee')?.['name'] === 'suite';

/** Functions that declare tests, which a file has from a module of tests under names of its own. */
export const testFunctionsIn = (program: SyntaxNode): TestFunctions => {
  const found = new Map<string, FailsBy | 'own'>();
  let uvu = false;
  const add = (module: string | undefined, names: readonly string[]): void => {
    const fails = MODULES.get(module ?? '');
    uvu ||= module === 'uvu';
    if (fails !== undefined) for (const name of names) found.set(name, fails);
  };
  walk(program, (node) => {
    if (node.type === 'ImportDeclaration') {
      add(String(nodeAt(node, 'source')?.['value']), importedBy(node));
    }
    if (node.type === 'FunctionDeclaration') {
      for (const name of boundBy(nodeAt(node, 'id'))) found.set(name, 'own');
    }
    if (node.type !== 'VariableDeclarator') return;
    const [init, names] = [nodeAt(node, 'init'), boundBy(nodeAt(node, 'id'))];
    add(uvu && isSuiteOfUvu(init) ? 'uvu' : requiredBy(init), names);
  });
  return found;
};
