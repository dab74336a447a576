import type { Evidence, Findings } from '../evidence.ts';
import { fieldOf } from '../field.ts';
import type { Field } from '../field.ts';
import { plain, allNodes } from '../outline.ts';
import type { Node } from '../outline.ts';
import { isNeverOwner, isStopName, labelName } from '../vocabulary.ts';
import { BESIDE_OTHERS, fromLabelledList } from './attribute-lists.ts';
import { fromSiblingLists, hasLabelledLists } from './sibling-lists.ts';

const ENTITY_SECTION =
  /\b(entit(?:y|ies)|data ?model|domain model|domain objects?|core objects?|resources|data structures?|database (?:schema|tables|design)|schema|tables|record types|models|(?:data|records|information|things|what)(?: that)?(?: (?:we|to|i|you))?(?: (?:need|want|have|should))?(?: to)?(?: be)? (?:track|store|stored|record|keep|save|manage|hold)(?:ed|d)?|master data)\b/i;
const FIELD_SECTION =
  /^(?:its |the |key |main |required )*(attributes?|fields?|properties|columns|data fields|details)\b/i;
const OWN_FIELDS =
  /^(?:an?|the|each|every|our|for each|for every)?\s*([\w' -]{2,30}?)\s+(?:(?:should|must|will|can)\s+)?(?:has|have|contains?|includes?|needs?|stores?|consists of|is described by|is made of|record|entity|table|attributes|fields|properties|details|with)\b.*:?$/i;
const MAX_FIELD_TEXT = 90;

function fieldChildren(node: Node): readonly Field[] {
  return node.children
    .filter((child) => child.line.kind !== 'heading' && child.line.text.length <= 200)
    .map((child) => fieldOf(plain(child.line.text)))
    .filter((field) => field !== undefined);
}

/** The entity whose fields stand under a node: its own label, or its parent's under "Fields". */
function ownerOf(node: Node, parent: Node | undefined): string {
  const label = plain(node.line.text).replace(/:$/, '');
  if (FIELD_SECTION.test(label) && label.split(' ').length <= 3)
    return parent === undefined ? '' : labelName(plain(parent.line.text).replace(/[:.].*$/, ''));
  const own = OWN_FIELDS.exec(label);
  return labelName(own?.[1] ?? label);
}

function fieldsBelow(
  node: Node,
  parent: Node | undefined,
  inEntities: boolean,
): readonly Evidence[] {
  const entity = ownerOf(node, parent);
  if (entity === '' || isNeverOwner(entity, plain(node.line.text))) return [];
  if (hasLabelledLists(node)) return [];
  const parents = node.children.filter((child) => child.children.length > 1).length;
  if (parents * 2 > node.children.length) return [];
  const fields = fieldChildren(node);
  const short = node.children.filter((child) => child.line.text.length <= MAX_FIELD_TEXT).length;
  const good = fields.filter((field) => field.usual || field.typed).length;
  const least = inEntities || FIELD_SECTION.test(plain(node.line.text)) ? 0.2 : 0.5;
  if (fields.length < 2 || short * 2 < node.children.length || good < least * node.children.length)
    return [];
  return [{ entity, rule: 'attribute list', attributes: fields.map((field) => field.attribute) }];
}

function sectionEntity(node: Node): readonly Evidence[] {
  const text = plain(node.line.text);
  const label = text.split(/[:(]|\s-\s/)[0] ?? '';
  const name = labelName(label);
  if (name === '' || isStopName(name)) return [];
  return [{ entity: name, rule: 'entity list' }];
}

function readNode(node: Node, parent: Node | undefined): readonly Evidence[] {
  const inEntities =
    parent !== undefined && ENTITY_SECTION.test(plain(parent.line.text).slice(0, 120));
  const text = plain(node.line.text);
  const fieldLike = fieldsBelow(node, parent, inEntities);
  const shortParent = parent !== undefined && parent.line.text.length < 80;
  return [
    ...(inEntities && shortParent && node.line.kind !== 'text' ? sectionEntity(node) : []),
    ...fieldLike,
    ...fromLabelledList(text, inEntities ? 0.3 : 0.6),
  ];
}

function isList({ rule }: Evidence): boolean {
  return rule === 'attribute list';
}

/** Entities and attributes from labels, bullets, brackets and colons. */
export function fromOutline(roots: readonly Node[]): Findings {
  const parents = new Map<Node, Node>();
  const nodes = allNodes(roots);
  for (const node of nodes) for (const child of node.children) parents.set(child, node);
  const read = nodes.map((node) => readNode(node, parents.get(node)));
  const sure = new Set(
    read
      .flat()
      .filter(isList)
      .map(({ entity }) => entity),
  );
  const evidence = nodes.flatMap((node, index) => {
    const found = read[index] ?? [];
    if (sure.size === 0 || found.some(isList) || node.line.kind === 'heading') return found;
    return [...found, ...fromLabelledList(plain(node.line.text), BESIDE_OTHERS)];
  });
  return { evidence: [...evidence, ...fromSiblingLists(roots)], ties: [] };
}
