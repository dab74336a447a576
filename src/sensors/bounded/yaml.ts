import { isMap, isScalar, parseDocument, visit } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import { parsed, refused } from '../../domain/brand.ts';
import type { Parsed } from '../../domain/brand.ts';
import { clip } from '../normalize.ts';
import { DEPTH_MAX, isTooDeep, nestsTooDeep } from './depth.ts';

/** The library takes some seconds for a megabyte; half of it is more than a person writes. */
const YAML_BYTES_MAX = 512 * 1024;

/** Each alias makes the library walk the whole document, and may stand for much. */
const ALIASES_MAX = 100;
const ALIAS = /(?:^|[\s,[{:-])[*&][^\s,[\]{}]/g;

/** `- - - -` and `? ? ? ?`: deep without a bracket. */
const RUN_OF_MARKS = /(?:[-?] ){40}/;

const countUpTo = (pattern: RegExp, text: string, most: number): number => {
  let count = 0;
  for (const found of text.matchAll(pattern)) if (found.length > 0 && ++count > most) break;
  return count;
};

const repeatedKey = ({ items }: YAMLMap): string | undefined => {
  const seen = new Set<unknown>();
  for (const { key } of items) {
    const value = isScalar(key) ? key.value : key;
    if (value !== '<<' && seen.has(value)) return String(value);
    seen.add(value);
  }
  return undefined;
};

/** The library's own check takes time that grows with the square of the keys. */
const repeatedIn = (document: Document): string | undefined => {
  let found: string | undefined;
  visit(document, {
    Map: (_key, node) => {
      found = isMap(node) ? repeatedKey(node) : undefined;
      return found === undefined ? undefined : visit.BREAK;
    },
  });
  return found;
};

const read = (text: string): Parsed<unknown> => {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) {
    return refused(`not valid YAML: ${clip(error.message.split('\n')[0] ?? '', 200)}`);
  }
  const repeated = repeatedIn(document);
  if (repeated !== undefined) return refused(`the key ${clip(repeated, 100)} stands there twice`);
  const value = document.toJS({ maxAliasCount: ALIASES_MAX }) as unknown;
  return isTooDeep(value)
    ? refused(`nested deeper than ${String(DEPTH_MAX)} levels`)
    : parsed(value);
};

/** YAML that somebody else wrote: without aliases that multiply, and in bounded time. */
export const parseYaml = (text: string): Parsed<unknown> => {
  if (text.length > YAML_BYTES_MAX) {
    return refused(`longer than ${String(YAML_BYTES_MAX / 1024)} kB`);
  }
  if (nestsTooDeep(text) || RUN_OF_MARKS.test(text)) {
    return refused(`nested deeper than ${String(DEPTH_MAX)} levels`);
  }
  if (countUpTo(ALIAS, text, 2 * ALIASES_MAX) > 2 * ALIASES_MAX) {
    return refused(`more than ${String(2 * ALIASES_MAX)} anchors and aliases`);
  }
  try {
    return read(text);
  } catch (error) {
    return refused(`not usable YAML: ${clip(error instanceof Error ? error.message : '', 200)}`);
  }
};
