import type { Evidence, Findings, Tie } from '../evidence.ts';
import { fieldOf } from '../field.ts';
import { isPlural } from '../inflection.ts';
import { entityName } from '../names.ts';
import { plain } from '../outline.ts';
import type { Line } from '../outline.ts';
import type { Attribute, AttributeType } from '../types.ts';
import { isNeverEntity } from '../vocabulary.ts';

const MAX_SAMPLE = 8_000;
const MAX_DEPTH = 3;
const MAX_KEYS = 40;
const OWNER =
  /\b(?:an?|the|each|every|sample|example)\s+([\w-]+(?: [\w-]+)?)\s+(?:looks|object|resource|record|entity|is|has|json|example|document|response|payload)\b/i;
const PATH = /\/([a-z][\w-]*)(?:\/(?:\{\w+\}|:\w+))?[`\s]*$/i;

function parse(text: string): unknown {
  if (text.length > MAX_SAMPLE) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): AttributeType | undefined {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return 'datetime';
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return 'date';
  return undefined;
}

function attributeOf(key: string, value: unknown): Attribute | undefined {
  const attribute = fieldOf(key)?.attribute;
  const type = typeOf(value);
  return attribute === undefined || type === undefined ? attribute : { ...attribute, type };
}

/** An object as a record: plain values are its attributes, lists of objects are records it has. */
function readObject(
  owner: string,
  value: Readonly<Record<string, unknown>>,
  depth: number,
): Findings {
  const evidence: Evidence[] = [];
  const ties: Tie[] = [];
  const attributes: Attribute[] = [];
  for (const [key, child] of Object.entries(value).slice(0, MAX_KEYS)) {
    const element: unknown = Array.isArray(child) ? child[0] : child;
    const name = entityName(key);
    if (isRecord(element) && name !== '' && depth < MAX_DEPTH) {
      const inner = readObject(name, element, depth + 1);
      evidence.push(...inner.evidence);
      ties.push(...inner.ties);
      if (owner !== '' && isPlural(key)) ties.push({ from: owner, kind: 'hasMany', to: name });
      continue;
    }
    const attribute = attributeOf(key, child);
    if (attribute !== undefined && !isRecord(element)) attributes.push(attribute);
  }
  if (owner !== '' && !isNeverEntity(owner) && attributes.length >= 2)
    evidence.unshift({ entity: owner, rule: 'schema', attributes });
  return { evidence, ties };
}

function ownerIn(label: string): string {
  return entityName(OWNER.exec(label)?.[1] ?? PATH.exec(plain(label))?.[1] ?? '');
}

/** Records in JSON samples between fences, named by the line before them. */
export function fromJsonSamples(lines: readonly Line[]): Findings {
  const evidence: Evidence[] = [];
  const ties: Tie[] = [];
  let label = '';
  let code: string[] = [];
  for (const line of [...lines, { kind: 'text', depth: 0, text: '' } as const]) {
    if (line.kind === 'code') {
      code.push(line.text);
      continue;
    }
    const value = code.length > 0 ? parse(code.join('\n')) : undefined;
    const sample: unknown = Array.isArray(value) ? value[0] : value;
    if (isRecord(sample)) {
      const found = readObject(ownerIn(label), sample, 0);
      evidence.push(...found.evidence);
      ties.push(...found.ties);
    }
    code = [];
    if (line.kind !== 'blank') label = line.text;
  }
  return { evidence, ties };
}
