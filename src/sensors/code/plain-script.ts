import { nodeAt, nodesAt, walk } from './javascript.ts';
import type { SyntaxNode } from './javascript.ts';

/** Modules that assert, and throw where that does not hold. */
const ASSERTING =
  /^(?:node:)?assert(?:\/strict)?$|^(?:chai|should|expect|expect\.js|power-assert)$/;
/** A file that calls one of these is for a runner, wherever the call stands. */
const FOR_RUNNER = new Set(['describe', 'it', 'test', 'suite', 'specify', 'context']);

const isExport = ({ type }: SyntaxNode): boolean =>
  type.startsWith('Export') || type === 'TSExportAssignment';

const assignsExports = (node: SyntaxNode): boolean => {
  if (node.type !== 'AssignmentExpression') return false;
  const left = nodeAt(node, 'left');
  const object = left === undefined ? undefined : nodeAt(left, 'object');
  const names = [object?.['name'], object === undefined ? '' : nodeAt(object, 'object')?.['name']];
  return names.includes('module') || names.includes('exports');
};

const loads = (node: SyntaxNode): boolean => {
  if (node.type === 'ImportDeclaration') {
    return ASSERTING.test(String(nodeAt(node, 'source')?.['value']));
  }
  const [module] = node.type === 'CallExpression' ? nodesAt(node, 'arguments') : [];
  const required = nodeAt(node, 'callee')?.['name'] === 'require';
  return required && ASSERTING.test(String(module?.['value']));
};

const calledIn = (node: SyntaxNode): string => {
  const callee = node.type === 'CallExpression' ? nodeAt(node, 'callee') : undefined;
  const named = callee?.type === 'MemberExpression' ? nodeAt(callee, 'object') : callee;
  return String(named?.['name']);
};

/**
 * Whether a program is a test by itself, without a runner: it asserts as it is run, and how its
 * process ends is all that it says. A file that gives something to others is none.
 */
export const isPlainScript = (program: SyntaxNode): boolean => {
  const [own, called] = [new Set<string>(), new Set<string>()];
  let [asserts, gives] = [false, false];
  walk(program, (node) => {
    asserts ||= loads(node);
    gives ||= isExport(node) || assignsExports(node);
    if (node.type === 'FunctionDeclaration') own.add(String(nodeAt(node, 'id')?.['name']));
    const name = calledIn(node);
    if (FOR_RUNNER.has(name)) called.add(name);
  });
  // A function of the file's own may have such a name.
  return asserts && !gives && [...called].every((name) => own.has(name));
};
