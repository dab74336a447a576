/** Whether a line opens or closes a block of code. */
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ATX = /^ {0,3}#{1,6}[ \t]+([^\n]*)$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;

const withoutCode = (text: string): readonly string[] => {
  let fence: string | undefined;
  return text.split(/\r?\n/).filter((line) => {
    const mark = FENCE.exec(line)?.[1];
    if (mark === undefined) return fence === undefined;
    if (fence === undefined) fence = mark.charAt(0);
    else if (mark.startsWith(fence)) fence = undefined;
    return false;
  });
};

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

/** The headings of a Markdown text, ready to be compared; code blocks have none. */
export const headingsOf = (text: string): ReadonlySet<string> => {
  const lines = withoutCode(text);
  const headings = new Set<string>();
  lines.forEach((line, index) => {
    const atx = ATX.exec(line)?.[1];
    if (atx !== undefined) headings.add(plainHeading(atx));
    else if (line.trim() !== '' && UNDERLINE.test(lines[index + 1] ?? '')) {
      headings.add(plainHeading(line));
    }
  });
  return headings;
};

/** Words of a document: runs of letters and digits. */
export const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
