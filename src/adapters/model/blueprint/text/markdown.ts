/** What every generated document says about its author. */
export const WRITTEN_BY = 'written by blueprint, a deterministic generator';

/** Text in which nothing is markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~&]/g, (char) => (char === '<' ? '&lt;' : `\\${char}`));
}

/** Inline code, also around backticks; safe in table cells. */
export function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  const inner = text.startsWith('`') || text.endsWith('`') ? ` ${text} ` : text;
  return `${fence}${inner.replaceAll('|', '\\|')}${fence}`;
}

/** Somebody else's text, as a quotation. */
export function quote(text: string): string {
  return text
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => `> ${plain(line)}`.trimEnd())
    .join('\n');
}

/** A table; the cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...rows].map(line).join('\n');
}

/** One item a line. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Blocks with an empty line between them. */
export function document(...blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
