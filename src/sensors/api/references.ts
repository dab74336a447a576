import { isObject } from '../../domain/brand.ts';
import type { JsonObject } from '../../domain/brand.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { clip } from '../normalize.ts';
import type { Fault } from './fault.ts';

/** Below these stand values of the product, and no part of the document. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);

const collect = (value: unknown, found: Set<string>): void => {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, found);
  } else if (isObject(value)) {
    for (const [key, each] of Object.entries(value)) {
      if (key === '$ref' && typeof each === 'string') found.add(each);
      else if (!DATA.has(key)) collect(each, found);
    }
  }
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Whether a reference into the same document leads somewhere; named anchors are believed. */
const leadsSomewhere = (root: JsonObject, reference: string): boolean => {
  if (!reference.startsWith('#')) return false;
  const pointer = decoded(reference.slice(1));
  if (pointer === '' || !pointer.startsWith('/')) return true;
  return valueAt(root, pointer) !== undefined;
};

/** Every reference of a document, each once. It must not be nested without end, see `bounded/`. */
const referencesIn = (root: JsonObject): readonly string[] => {
  const found = new Set<string>();
  collect(root, found);
  return [...found];
};

/** References that lead nowhere, and those to other files or hosts, which nobody follows. */
export const checkReferences = (root: JsonObject): readonly Fault[] =>
  referencesIn(root).flatMap((reference): readonly Fault[] => {
    if (leadsSomewhere(root, reference)) return [];
    const actual = clip(reference, 200);
    return reference.startsWith('#')
      ? [
          {
            rule: 'api.dangling_ref',
            expected: 'a reference to something in the document',
            actual,
            message: `${actual} leads nowhere; add what it refers to, or mend the reference`,
          },
        ]
      : [
          {
            rule: 'api.external_ref',
            expected: 'a reference into the same document, beginning with #',
            actual,
            message: `${actual} is outside of the document, and is not followed; put it under "components"`,
          },
        ];
  });
