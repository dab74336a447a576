import { nodeAt, nodesAt, parseJavaScript, walk } from '../code/javascript.ts';
import type { SyntaxNode } from '../code/javascript.ts';
import type { Code, Unit } from './code.ts';
import type { Place } from './ran.ts';

/** What runs by itself; what only declares is no line that a test could miss. */
const STATEMENT =
  /^(?!Block|Empty|Labeled|TS)\w+Statement$|^VariableDeclaration$|^(Class|ClassPrivate)Property$/;

const FUNCTION = /Function|Method|^Class(Declaration|Expression)$/;

const lineStartsOf = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

const placesIn = (text: string): ((offset: number) => Place) => {
  const starts = lineStartsOf(text);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { offset, line: low + 1 };
  };
};

/** A point inside of a block, for its braces may belong to what is around it. */
const inside = (node: SyntaxNode): number =>
  node.type === 'BlockStatement' ? (nodesAt(node, 'body')[0]?.start ?? node.start + 1) : node.start;

/** Where each way begins that control can take at a node. */
const armsOf = (node: SyntaxNode): readonly number[] => {
  const at = (...fields: readonly string[]): readonly number[] =>
    fields.flatMap((field) => {
      const arm = nodeAt(node, field);
      return arm === undefined ? [] : [inside(arm)];
    });
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return at('consequent', 'alternate');
    case 'LogicalExpression':
      return at('right');
    case 'CatchClause':
      return at('body');
    case 'SwitchCase':
      return nodesAt(node, 'consequent')
        .slice(0, 1)
        .map((first) => inside(first));
    default:
      return [];
  }
};

const isLine = (node: SyntaxNode): boolean =>
  STATEMENT.test(node.type) &&
  (!node.type.includes('Property') || nodeAt(node, 'value') !== undefined) &&
  node['declare'] !== true;

/** `undefined` where a text does not parse. */
export const javaScriptCode = (path: string, text: string): Code | undefined => {
  const program = parseJavaScript(path, text);
  if (program === undefined) return undefined;
  const place = placesIn(text);
  const units: Unit[] = [];
  const ends = new Set<number>();
  walk(program, (node) => {
    if (FUNCTION.test(node.type)) ends.add(node.end);
    if (isLine(node)) units.push({ kind: 'line', at: place(node.start) });
    const body = node.type === 'ArrowFunctionExpression' ? nodeAt(node, 'body') : undefined;
    if (body !== undefined && body.type !== 'BlockStatement') {
      units.push({ kind: 'line', at: place(body.start) });
    }
    for (const arm of armsOf(node)) units.push({ kind: 'branch', at: place(arm) });
    const then = node.type === 'IfStatement' ? nodeAt(node, 'consequent') : undefined;
    if (then !== undefined && nodeAt(node, 'alternate') === undefined) {
      units.push({ kind: 'branch', at: place(node.start), not: place(inside(then)) });
    }
  });
  return { text, units, ends };
};
