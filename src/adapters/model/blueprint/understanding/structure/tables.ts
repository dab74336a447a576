import type { Evidence, Findings } from '../evidence.ts';
import { fieldOf } from '../field.ts';
import type { Field } from '../field.ts';
import { trailingNoun } from '../grammar/phrase-entity.ts';
import { splitList } from '../list-text.ts';
import { plain } from '../outline.ts';
import type { Line } from '../outline.ts';
import { isNeverEntity, isNeverOwner, isSurface, labelName } from '../vocabulary.ts';

interface Table {
  /** The nearest heading or text before it. */
  readonly labels: readonly string[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const ENTITY_HEADER =
  /^(entity|entities|resource|model|table|object|record|collection|class|data type|what|concept|thing)s?( name)?$/i;
const LIST_HEADER = /attribute|field|column|propert|data|contains|stores|details|information/i;
const FIELD_HEADER =
  /^(field|attribute|column|property|name|key|parameter|data element|item)s?( name)?$/i;
const TYPE_HEADER =
  /type|description|required|notes?|example|constraint|format|nullable|default|comment|meaning/i;
const MAX_ROWS = 200;

function cells(row: string): readonly string[] {
  return row
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => plain(cell));
}

function tablesOf(lines: readonly Line[]): readonly Table[] {
  const tables: Table[] = [];
  let rows: (readonly string[])[] = [];
  let labels: string[] = [];
  const flush = (): void => {
    const [header, ...rest] = rows;
    if (header !== undefined && rest.length > 0)
      tables.push({ labels, header, rows: rest.slice(0, MAX_ROWS) });
    if (rows.length > 0) labels = [];
    rows = [];
  };
  for (const line of lines) {
    if (line.kind === 'table') {
      if (!/^[|\s:-]+$/.test(line.text)) rows.push(cells(line.text));
      continue;
    }
    flush();
    if (line.kind !== 'blank' && line.kind !== 'code')
      labels = [plain(line.text), ...labels].slice(0, 3);
  }
  flush();
  return tables;
}

function fields(items: readonly string[]): readonly Field[] {
  return items.map((item) => fieldOf(item)).filter((field) => field !== undefined);
}

/** "For lessons, we use:", "I want to save my plants:". */
function spokenOwner(text: string): string {
  const label = text.split(/[.!?]\s/).at(-1) ?? '';
  const about = /^for (?:(?:each|every|all|the|our|an?) )?([\w -]{2,40}?),/i.exec(label)?.[1];
  const name = about === undefined ? trailingNoun(label.slice(0, -1)) : labelName(about);
  return isNeverEntity(name) ? '' : name;
}

/** The entity that the lines before a table name: "Table: books", "### Book", "The books table has:". */
function ownerOf(table: Table): string {
  for (const label of table.labels) {
    const named = /\b([\w-]+) (?:table|entity|record|model)\b/i.exec(label)?.[1];
    const name =
      labelName(label) ||
      (named === undefined ? '' : labelName(named)) ||
      (label.endsWith(':') ? spokenOwner(label) : '');
    if (name !== '' && !isSurface(name) && !isNeverOwner(name, label)) return name;
  }
  return '';
}

function entitiesInRows(table: Table, listColumn: number): readonly Evidence[] {
  return table.rows.flatMap((row) => {
    const entity = labelName(row[0] ?? '');
    if (entity === '' || isNeverEntity(entity)) return [];
    const found = fields(splitList(row[listColumn] ?? ''));
    const attributes = found.length > 1 ? found.map((field) => field.attribute) : [];
    return [{ entity, rule: 'table' as const, attributes }];
  });
}

function fieldsInRows(table: Table): readonly Evidence[] {
  const entity = ownerOf(table);
  const types = table.header.findIndex((cell) => /type/i.test(cell));
  const required = table.header.findIndex((cell) => /required|mandatory/i.test(cell));
  const items = table.rows.map((row) => {
    const must = /^(yes|y|true|x|✓|required)/i.test(row[required] ?? '') ? ' required' : '';
    return `${row[0] ?? ''}: ${row[types] ?? ''}${must}`;
  });
  const attributes = fields(items).map((field) => field.attribute);
  return entity === '' || attributes.length === 0 ? [] : [{ entity, rule: 'table', attributes }];
}

function fieldsInHeader(table: Table): readonly Evidence[] {
  const entity = ownerOf(table);
  const found = fields(table.header);
  const usual = found.filter((field) => field.usual).length;
  if (entity === '' || found.length < 2 || usual * 2 < found.length) return [];
  return [{ entity, rule: 'table', attributes: found.map((field) => field.attribute) }];
}

function readTable(table: Table): readonly Evidence[] {
  const [first = '', ...others] = table.header;
  if (ENTITY_HEADER.test(first.trim())) {
    const column = others.findIndex((cell) => LIST_HEADER.test(cell));
    return entitiesInRows(table, column === -1 ? 1 : column + 1);
  }
  if (FIELD_HEADER.test(first.trim()) && others.some((cell) => TYPE_HEADER.test(cell)))
    return fieldsInRows(table);
  return fieldsInHeader(table);
}

/** Entities and attributes of markdown tables. */
export function fromTables(lines: readonly Line[]): Findings {
  return { evidence: tablesOf(lines).flatMap((table) => readTable(table)), ties: [] };
}
