/** Whether a line opens or closes a block of code. */
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ATX = /^ {0,3}(#{1,6})[ \t]+([^\n]*)$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;

/** A heading as it is compared: without case, numbering, emphasis and punctuation at the end. */
export const plainHeading = (text: string): string =>
  text
    .replace(/[ \t]#+[ \t]*$/, '')
    .replace(/[*_`]/g, '')
    .trim()
    .replace(/^(\d+\.)*\d*[.)]?[ \t]+/, '')
    .replace(/[:.]$/, '')
    .trim()
    .toLowerCase();

interface Heading {
  readonly level: number;
  readonly name: string;
  /** The lines that the heading takes: two where it is underlined. */
  readonly lines: number;
}

const headingAt = (line: string, next: string | undefined): Heading | undefined => {
  const [, marks, text] = ATX.exec(line) ?? [];
  if (marks !== undefined && text !== undefined) {
    return { level: marks.length, name: plainHeading(text), lines: 1 };
  }
  const under = line.trim() === '' ? undefined : UNDERLINE.exec(next ?? '')?.[1];
  if (under === undefined) return undefined;
  return { level: under.startsWith('=') ? 1 : 2, name: plainHeading(line), lines: 2 };
};

/**
 * The sections of a Markdown text by heading, ready to be compared, and whether anything stands in
 * them or below one of their own: code counts, comments do not. Lines of code are no headings.
 */
export const sectionsOf = (text: string): ReadonlyMap<string, boolean> => {
  const lines = text.replace(/<!--[^]*?(-->|$)/g, '').split(/\r?\n/);
  const sections = new Map<string, boolean>();
  let open: readonly Heading[] = [];
  let fence: string | undefined;
  const fill = (): void => {
    for (const { name } of open) sections.set(name, true);
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      else if (line.trim() !== '') fill();
      continue;
    }
    if (mark !== undefined) {
      fence = mark.charAt(0);
      continue;
    }
    const heading = headingAt(line, lines[at + 1]);
    if (heading === undefined) {
      if (line.trim() !== '') fill();
      continue;
    }
    at += heading.lines - 1;
    open = [...open.filter(({ level }) => level < heading.level), heading];
    sections.set(heading.name, sections.get(heading.name) ?? false);
  }
  return sections;
};

/** Words of a document: runs of letters and digits. */
export const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
