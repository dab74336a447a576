import { annotatedType } from './attribute-type.ts';
import { attributeName } from './names.ts';
import { singular } from './inflection.ts';
import type { AttributeType } from './types.ts';
import { ATTRIBUTE_HEADS, ATTRIBUTE_WORDS } from './words/attribute-words.ts';

/** Properties whose values are often listed behind them. */
const CHOICES =
  /(^|_)(status|type|kind|priority|state|stage|severity|gender|sex|role|category|level|condition|mode|size)$/;
export const OPTIONAL = /\b(optional|nullable|may be (?:empty|blank)|if (?:any|known))\b/i;
export const REQUIRED = /\b(required|mandatory|compulsory|not null|must not be (?:empty|blank))\b/i;
const MAX_VALUES = 20;
function valuesIn(text: string): readonly string[] | undefined {
  const listed = text.replace(
    /^(?:one of|either|enum|values?|options?|can be|may be|is|are|e\.g\.?|such as|like)\b:?\s*/i,
    '',
  );
  const quoted = listed.replace(/["'{}[\]]/g, '');
  const parts = quoted
    .split(/\s*(?:,|\/|\||;|\bor\b|\band\b)\s*/i)
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '' && part !== 'etc' && part !== '...');
  const words = parts.every(
    (part) => /^[a-z0-9][\w+ -]{0,24}$/.test(part) && part.split(' ').length <= 3,
  );
  if (!words || parts.length < 2 || parts.length > MAX_VALUES) return undefined;
  if (
    parts.some(
      (part) => annotatedType(part) !== undefined || REQUIRED.test(part) || OPTIONAL.test(part),
    )
  )
    return undefined;
  return [...new Set(parts)];
}

/** Nouns in -ity that name things. */
const THINGS =
  /(^|_)(city|facility|university|activity|community|charity|opportunity|entity|commodity|utility|security|authority|celebrity|amenity|party|identity)$/;

/** "hardness", "locality": what a thing is like. */
function isQuality(word: string): boolean {
  return (
    /(.{3}ness|.{3}ity)$/.test(word) &&
    !THINGS.test(word) &&
    !/(business|harness|witness)$/.test(word)
  );
}

/** Whether a snake_case name is a usual name of a property. */
export function isUsual(name: string): boolean {
  const words = name.split('_');
  const last = words.at(-1) ?? '';
  return (
    ATTRIBUTE_WORDS.has(words.length === 1 ? last : '') ||
    ATTRIBUTE_HEADS.has(last) ||
    ATTRIBUTE_HEADS.has(singular(last)) ||
    isQuality(last) ||
    /_(used|paid|owed|made|spent|worked|received|ordered|sold)$|^(is|has|number|date)_|_(number|amount|date|type|kind|time)_of_/.test(
      name,
    )
  );
}

/** Whether a list is one of properties, so that what stands before it is no property itself. */
function listsProperties(list: string): boolean {
  const parts = list.split(/,| and /);
  const usual = parts.filter((part) => isUsual(attributeName(part)));
  return parts.length > 1 && usual.length * 2 >= parts.length;
}

/** The type or the values that the text after a property's name gives; nothing when it gives none. */
export function typeIn(
  name: string,
  rest: string,
): {
  readonly type?: AttributeType;
  readonly values?: readonly string[];
} {
  if (!CHOICES.test(name) && listsProperties(rest)) return {};
  const unbracketed = rest.replace(/^\((.*)\)$/, '$1');
  for (const part of [unbracketed, ...unbracketed.split(/[;,(]/)]) {
    const type = annotatedType(
      part.replace(/^(?:an?|the|required|optional|unique|not null)\s+/i, ''),
    );
    const values = type === undefined || /^enum/i.test(part.trim()) ? valuesIn(part) : undefined;
    if (values !== undefined) return { type: 'enum', values };
    if (type !== undefined) return { type };
  }
  return {};
}
