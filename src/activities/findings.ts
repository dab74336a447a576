import { isObject, parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import type { FindingsDocument } from '../domain/finding.ts';

/** For documents that a gate or a person's rework stored; their digest guards the rest. */
export const parseFindings = (value: unknown): Parsed<FindingsDocument> =>
  isObject(value) && Array.isArray(value['findings'])
    ? parsed(value as unknown as FindingsDocument)
    : refused('it is no list of findings');
