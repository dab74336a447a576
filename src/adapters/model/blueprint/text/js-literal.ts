/** A value that both JSON and a JavaScript literal can say. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [key: string]: Literal | undefined };

const WIDTH = 100;

function quoted(text: string): string {
  // JSON escapes all but these two, which end a line in older JavaScript and confuse editors.
  const json = JSON.stringify(text).replace(/[\u2028\u2029\u007f-\u009f]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  if (text.includes("'")) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}

const keyOf = (key: string): string => (/^[a-z_$][\w$]*$/i.test(key) ? key : quoted(key));

function entriesOf(value: object): readonly (readonly [string, Literal])[] {
  const entries: (readonly [string, Literal | undefined])[] = Object.entries(value);
  return entries.flatMap(([key, item]) => (item === undefined ? [] : [[key, item] as const]));
}

function parts(value: Literal, indent: number, used: number): readonly string[] | string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    return value.map((item: Literal) => literal(item, indent + 2, used));
  }
  return entriesOf(value).map(([key, item]) => {
    const name = keyOf(key);
    return `${name}: ${literal(item, indent + 2, name.length + 3)}`;
  });
}

/**
 * JavaScript source for a value, on one line if it fits, otherwise as prettier would break it.
 * @param indent spaces before the line it starts on
 * @param used further characters on that line
 */
export function literal(value: Literal, indent = 0, used = 0): string {
  const items = parts(value, indent, 0);
  if (typeof items === 'string') return items;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (items.length === 0) return open + close;
  const pad = open === '{' ? ' ' : '';
  const line = `${open}${pad}${items.join(', ')}${pad}${close}`;
  if (!line.includes('\n') && indent + used + line.length < WIDTH) return line;
  const inner = items.map((item) => `${' '.repeat(indent + 2)}${item},\n`).join('');
  return `${open}\n${inner}${' '.repeat(indent)}${close}`;
}
