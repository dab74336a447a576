import { parsed, refused } from '../../domain/brand.ts';
import type { Parsed } from '../../domain/brand.ts';
import { DEPTH_MAX, nestsTooDeep } from './depth.ts';

/** JSON that somebody else wrote, as long as what walks through it later is safe. */
export const parseJson = (text: string): Parsed<unknown> => {
  if (nestsTooDeep(text)) return refused(`nested deeper than ${String(DEPTH_MAX)} levels`);
  try {
    return parsed(JSON.parse(text) as unknown);
  } catch {
    return refused('not valid JSON');
  }
};
