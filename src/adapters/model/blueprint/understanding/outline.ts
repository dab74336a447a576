/** One line of the text with what its marks say. */
export interface Line {
  readonly kind: 'heading' | 'bullet' | 'table' | 'code' | 'text' | 'blank';
  /** Headings: 1–6. Bullets: columns of indentation. Otherwise columns of indentation. */
  readonly depth: number;
  /** The text without its marks. */
  readonly text: string;
}

/** A heading, bullet or line that introduces others, with what stands under it. */
export interface Node {
  readonly line: Line;
  readonly children: Node[];
}

/** The text in lines, and as a tree of headings and bullets. */
export interface Outline {
  readonly lines: readonly Line[];
  readonly roots: readonly Node[];
}

/** More lines than a text of 100,000 characters has that people wrote. */
const MAX_LINES = 4_000;
const BULLET = /^([-*+•‣▪◦·]|\(?\d{1,3}[.)]|\(?[a-z]\)) +(?=\S)/;
const FENCE = /^(```|~~~)/;

/** Emphasis and code marks removed, links replaced by their text. */
export function plain(text: string): string {
  return text
    .replace(/\[([^[\]]{1,200})\]\([^()\s]{1,300}\)/g, '$1')
    .replace(/`[^`\s]{0,80}(?:\/|\.[a-z]{1,4})[^`\s]{0,80}`/g, ' file ')
    .replace(/\*\*|__|`/g, '')
    .replace(/(^|[\s(])[*_](?=\S)/g, '$1')
    .replace(/(\S)[*_](?=[\s).,:;]|$)/g, '$1')
    .trim();
}

function headingOf(trimmed: string): Line | undefined {
  const hashes = /^(#{1,6}) *([^#\s].*)$/.exec(trimmed);
  if (hashes !== null)
    return { kind: 'heading', depth: hashes[1]?.length ?? 1, text: plain(hashes[2] ?? '') };
  const bold = /^(?:\*\*|__)([^*_]{1,80})(?:\*\*|__):?$/.exec(trimmed);
  if (bold !== null) return { kind: 'heading', depth: 6, text: plain(bold[1] ?? '') };
  return undefined;
}

function lineOf(raw: string, inCode: boolean): Line {
  const trimmed = raw.trim();
  const depth = raw.length - raw.trimStart().length;
  if (inCode) return { kind: 'code', depth, text: raw.trimEnd() };
  if (trimmed === '') return { kind: 'blank', depth, text: '' };
  const heading = headingOf(trimmed);
  if (heading !== undefined) return heading;
  if (trimmed.startsWith('|') && trimmed.length > 2) return { kind: 'table', depth, text: trimmed };
  const bullet = BULLET.exec(trimmed);
  if (bullet !== null)
    return {
      kind: 'bullet',
      depth,
      text: trimmed.slice(bullet[0].length).replace(/^\[[ x]\] /i, ''),
    };
  return { kind: 'text', depth, text: trimmed };
}

function isUnderline(line: string): boolean {
  return /^(={3,}|-{3,})$/.test(line.trim());
}

/** The lines of a text; an underlined line is a heading; text between fences is code. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let inCode = false;
  for (const raw of text.split('\n', MAX_LINES)) {
    if (FENCE.test(raw.trim())) {
      inCode = !inCode;
      continue;
    }
    const last = lines.at(-1);
    if (!inCode && isUnderline(raw)) {
      if (last?.kind === 'text') lines[lines.length - 1] = { ...last, kind: 'heading', depth: 2 };
      continue;
    }
    lines.push(lineOf(raw, inCode));
  }
  return lines;
}

/** How far to the left a line stands in the tree: headings before text before bullets. */
function rank(line: Line): number {
  if (line.kind === 'heading') return line.depth;
  if (line.kind === 'bullet') return 100 + line.depth;
  return 10 + Math.min(line.depth, 80);
}

/** The tree of a text's lines: what stands under which heading, line or bullet. */
export function outlineOf(text: string): Outline {
  const lines = linesOf(text);
  const roots: Node[] = [];
  let open: Node[] = [];
  for (const line of lines) {
    if (line.kind === 'blank' || line.kind === 'code' || line.kind === 'table') continue;
    const node: Node = { line, children: [] };
    while (open.length > 0 && rank(open.at(-1)?.line ?? line) >= rank(line)) open.pop();
    const parent = open.at(-1);
    if (parent === undefined) roots.push(node);
    else parent.children.push(node);
    open = [...open.slice(-40), node];
  }
  return { lines, roots };
}

/** Every node of the tree, parents first. */
export function allNodes(roots: readonly Node[]): readonly Node[] {
  const found: Node[] = [];
  const waiting = [...roots].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node);
    for (const child of [...node.children].reverse()) waiting.push(child);
  }
  return found;
}
