import { parse } from '@babel/parser';
import { isObject } from '../../domain/brand.ts';

/** A node of a syntax tree, with where it stands in the text. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  isObject(value) && typeof value['type'] === 'string' && typeof value['start'] === 'number';

export const nodeAt = (node: SyntaxNode, field: string): SyntaxNode | undefined => {
  const value = node[field];
  return isNode(value) ? value : undefined;
};

export const nodesAt = (node: SyntaxNode, field: string): readonly SyntaxNode[] => {
  const value = node[field];
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isNode) : [];
};

const JAVASCRIPT = /\.[cm]?[jt]sx?$/;

export const isJavaScript = (path: string): boolean => JAVASCRIPT.test(path);

/** More than this in a file was not written by hand. Bytes. */
const PARSED_MAX = 500_000;

/**
 * The program in a text, JavaScript or TypeScript by the path's extension; it is read, never run.
 * `undefined` when it does not parse, is too long or too deep.
 */
export const parseJavaScript = (path: string, text: string): SyntaxNode | undefined => {
  if (text.length > PARSED_MAX) return undefined;
  const typescript = /\.[cm]?tsx?$/.test(path);
  const jsx = !/\.[cm]?ts$/.test(path);
  try {
    const { program }: { readonly program: unknown } = parse(text, {
      sourceType: 'unambiguous',
      allowReturnOutsideFunction: true,
      plugins: [...(typescript ? ['typescript' as const] : []), ...(jsx ? ['jsx' as const] : [])],
    });
    return isNode(program) ? program : undefined;
  } catch {
    return undefined;
  }
};

/** What is below a node, in the order of fields. */
const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  Object.values(node).flatMap((value) =>
    Array.isArray(value)
      ? (value as readonly unknown[]).filter(isNode)
      : isNode(value)
        ? [value]
        : [],
  );

/** Visits a node and all below it, parents first, without recursion: depth is the product's. */
export const walk = (
  root: SyntaxNode,
  visit: (node: SyntaxNode, parents: readonly SyntaxNode[]) => void,
): void => {
  const open: { readonly node: SyntaxNode; readonly parents: readonly SyntaxNode[] }[] = [
    { node: root, parents: [] },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, parents } = next;
    visit(node, parents);
    const below = [...parents.slice(-PARENTS), node];
    for (const child of [...childrenOf(node)].reverse()) open.push({ node: child, parents: below });
  }
};

/** Nearest parents that a visitor is told of. */
const PARENTS = 24;
