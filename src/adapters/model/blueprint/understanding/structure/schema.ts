import type { Evidence, Findings, Tie } from '../evidence.ts';
import { fieldOf } from '../field.ts';
import { splitList } from '../list-text.ts';
import { entityName } from '../names.ts';
import type { Attribute } from '../types.ts';
import { isNeverEntity } from '../vocabulary.ts';

const SQL = /^\s*create\s+table\s+(?:if\s+not\s+exists\s+)?[`"[]?(?:\w+\.)?(\w+)[`"\]]?\s*\(/i;
const BRACED =
  /^\s*(?:export\s+|public\s+|abstract\s+)*(?:interface|type|class|model|struct|record|table|entity|message|document|collection|Table)\s+["'`]?(\w+)["'`]?(?:\s*(?:=|extends|implements|<|@)[^{]{0,80})?\s*\{/;
const CALLED =
  /^\s*(?:export\s+|public\s+|data\s+|case\s+)*(?:class|record)\s+(\w+)\s*(?:\([\w., ]{0,60}\)\s*:\s*$|:\s*$|\()/;
const BARE = /^\s*["'`]?([A-Za-z][\w-]*)["'`]?\s*(?::|=)?\s*\{\s*$/;
const DIAGRAM_TIE =
  /^\s*["`]?([\w-]+)["`]?\s+([|}o][|o{]?)\s*(?:--|\.\.)\s*([|o{][|o}{]?)\s+["`]?([\w-]+)["`]?/;
const CLOSED = /^\s*[)}\]]/;
const NOT_COLUMNS =
  /^\s*(?:primary|foreign|unique|constraint|key|index|check|@@|\/\/|--|#|"""|def |function |return |constructor|pass\b|id:id$)/i;
const MAX_FIELDS = 60;

const SQL_TYPES = /^[`"[]?(\w+)[`"\]]?\s+([A-Za-z]+(?:\s*\([^)]*\))?)(.*)$/;
const TYPE_FIRST =
  /^[+\-#~]?\s*(string|text|int|integer|number|float|double|decimal|bool|boolean|date|datetime|timestamp|varchar|uuid|money|long)\s+(\w+)/i;

/** A line of a block as a field: `title: string;`, `title VARCHAR(10) NOT NULL`, `string title`. */
function blockField(line: string): Attribute | undefined {
  const text = line
    .trim()
    .replace(/[,;]+$/, '')
    .replace(/^[+\-#~]\s*/, '')
    .replace(/^(?:private|public|protected|readonly)\s+/g, '');
  if (
    text === '' ||
    NOT_COLUMNS.test(text) ||
    (/\)\s*[{:]?$/.test(text.replace(/\([\d, ]*\)/g, '')) && /^\w+\(/.test(text))
  )
    return undefined;
  const typeFirst = TYPE_FIRST.exec(text);
  if (typeFirst !== null) return fieldOf(`${typeFirst[2] ?? ''}: ${typeFirst[1] ?? ''}`)?.attribute;
  const keyed = /^["'`]?(\w+)["'`]?\??\s*[:=]\s*(.*)$/.exec(text);
  if (keyed !== null)
    return fieldOf(`${keyed[1] ?? ''}: ${(keyed[2] ?? '').replace(/^["'`]|["'`]$/g, '')}`)
      ?.attribute;
  const typed = SQL_TYPES.exec(text);
  if (typed !== null)
    return fieldOf(`${typed[1] ?? ''}: ${typed[2] ?? ''} ${typed[3] ?? ''}`)?.attribute;
  return /^\w+$/.test(text) ? fieldOf(text)?.attribute : undefined;
}

function headerOf(line: string): string | undefined {
  return (SQL.exec(line) ?? BRACED.exec(line) ?? CALLED.exec(line) ?? BARE.exec(line))?.[1];
}

/** The fields between a header and the line that closes it; nested blocks are passed over. */
function bodyOf(lines: readonly string[], header: number): readonly Attribute[] {
  const first = lines[header] ?? '';
  const oneLine = /[{(]([^{}]*)[)}]\s*;?\s*$/.exec(first)?.[1];
  if (oneLine !== undefined)
    return splitList(oneLine)
      .map(blockField)
      .filter((field) => field !== undefined)
      .slice(0, MAX_FIELDS);
  const byIndent = /:\s*$/.test(first) && !/[{(]\s*$/.test(first);
  const indent = first.length - first.trimStart().length;
  const found: Attribute[] = [];
  for (const line of lines.slice(header + 1, header + 1 + MAX_FIELDS)) {
    const depth = line.length - line.trimStart().length;
    if (CLOSED.test(line) || (byIndent && line.trim() !== '' && depth <= indent)) break;
    if (headerOf(line) !== undefined) break;
    const field = blockField(line);
    if (field !== undefined) found.push(field);
  }
  return found;
}

/** Tables, types, classes and diagrams, in SQL, TypeScript, Python, Prisma, GraphQL, DBML or Mermaid. */
export function fromSchemas(text: string): Findings {
  const lines = text.split('\n').map((line) => line.slice(0, 1_000));
  const evidence: Evidence[] = [];
  const ties: Tie[] = [];
  for (const [index, line] of lines.entries()) {
    const tie = DIAGRAM_TIE.exec(line);
    if (tie !== null) {
      const [from, to] = [entityName(tie[1] ?? ''), entityName(tie[4] ?? '')];
      evidence.push({ entity: from, rule: 'schema' }, { entity: to, rule: 'schema' });
      ties.push({ from, kind: /[{}]/.test(tie[3] ?? '') ? 'hasMany' : 'belongsTo', to });
      continue;
    }
    const name = headerOf(line);
    if (name === undefined) continue;
    const entity = entityName(name);
    const attributes = bodyOf(lines, index);
    if (attributes.length >= 2 && !isNeverEntity(entity))
      evidence.push({ entity, rule: 'schema', attributes });
  }
  return { evidence: evidence.filter((item) => item.entity !== ''), ties };
}
