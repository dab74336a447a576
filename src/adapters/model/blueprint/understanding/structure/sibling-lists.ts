import type { Evidence } from '../evidence.ts';
import { isPlural } from '../inflection.ts';
import { splitList } from '../list-text.ts';
import { attributeName } from '../names.ts';
import { allNodes, plain } from '../outline.ts';
import type { Node } from '../outline.ts';
import { isUsual } from '../field-type.ts';
import { isStopName, labelName } from '../vocabulary.ts';
import { CLAUSE, PHRASE, listEvidence } from './attribute-lists.ts';

interface Labelled {
  readonly label: string;
  readonly list: string;
}

const LIST_ITEM = /^([^:(]{2,40}?)\s*(?:(?::|\s-\s)\s*([^:]+)|\(([^()]+)\))[.;]?$/;
/** "A place on the street with a code and a size." */
const DEFINITION = /^(?:an?|any|one)\s[^,;:]{2,80}?\swith\s(.+)$/i;
const MOST_WORDS_OF_ITEM = 5;
const ALONE = 0.5;
const BESIDE_OTHERS = 0.25;

function isList(list: string): boolean {
  const items = splitList(list.replace(/\.$/, ''));
  const short = items.every((item) => item.split(/\s+/).length <= MOST_WORDS_OF_ITEM);
  return items.length > 1 && short && !items.some((item) => CLAUSE.test(item));
}

/** "Hops: variety, alpha acid", "Screening (film, cinema)". */
function labelledOf(node: Node): Labelled | undefined {
  const match = LIST_ITEM.exec(plain(node.line.text));
  const [, label = '', behind, within] = match ?? [];
  const list = behind ?? within ?? '';
  return match === null || PHRASE.test(label) || node.children.length > 0 || !isList(list)
    ? undefined
    : { label, list };
}

/** A heading with one line under it, which lists: "### Trader", "Name, trading name". */
function headedOf(node: Node): Labelled | undefined {
  const [only, more] = node.children;
  if (node.line.kind !== 'heading' || only === undefined || more !== undefined) return undefined;
  const text = plain(only.line.text);
  const list = DEFINITION.exec(text)?.[1] ?? text;
  if (only.line.kind !== 'text' || only.children.length > 0 || !isList(list)) return undefined;
  return { label: plain(node.line.text), list };
}

function isRecordLabel(label: string): boolean {
  const name = labelName(label);
  return name !== '' && !isStopName(name) && !isUsual(attributeName(label));
}

/** How much a list must look like properties where another one beside it does. */
function leastShare({ label }: Labelled, headed: boolean): number {
  if (!isRecordLabel(label)) return ALONE;
  return headed || isPlural(label.toLowerCase()) ? 0 : BESIDE_OTHERS;
}

function read({ label, list }: Labelled, least: number): readonly Evidence[] {
  return listEvidence(labelName(label), list, least, 2, label);
}

function fromSiblings(parent: Node): readonly Evidence[] {
  const headed = parent.children.map(headedOf).filter((item) => item !== undefined);
  const listed = parent.children.map(labelledOf).filter((item) => item !== undefined);
  const lists = [...listed, ...headed];
  const sure = lists.filter((item) => isRecordLabel(item.label) && read(item, ALONE).length > 0);
  const shown =
    sure.length > 0 ||
    (lists.length > 1 &&
      lists.some((item) => isRecordLabel(item.label) && read(item, 0.3).length > 0));
  if (!shown) return [];
  return lists.flatMap((item) => read(item, leastShare(item, headed.includes(item))));
}

/** Whether the lines under a node are lists with labels of their own, so that none is a property. */
export function hasLabelledLists(node: Node): boolean {
  const lists = node.children.map(labelledOf).filter((item) => item !== undefined);
  const plural = lists.filter(({ label }) => isPlural(label.toLowerCase()) && isRecordLabel(label));
  return plural.length > 0 && plural.length * 2 >= node.children.length;
}

/** Lists of properties that stand side by side: where one is sure, those like it need show less. */
export function fromSiblingLists(roots: readonly Node[]): readonly Evidence[] {
  const root: Node = { line: { kind: 'text', depth: 0, text: '' }, children: [...roots] };
  return [root, ...allNodes(roots)].flatMap(fromSiblings);
}
