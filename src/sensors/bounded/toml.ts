import { parse } from 'smol-toml';
import { isObject, parsed, refused } from '../../domain/brand.ts';
import type { JsonObject, Parsed } from '../../domain/brand.ts';
import { DEPTH_MAX, isTooDeep, nestsTooDeep } from './depth.ts';

/** More than a person writes. */
const TOML_BYTES_MAX = 512 * 1024;

/** TOML that somebody else wrote, as long as what walks through it later is safe. */
export const parseToml = (text: string): Parsed<JsonObject> => {
  if (text.length > TOML_BYTES_MAX)
    return refused(`longer than ${String(TOML_BYTES_MAX / 1024)} kB`);
  if (nestsTooDeep(text)) return refused(`nested deeper than ${String(DEPTH_MAX)} levels`);
  try {
    const value: unknown = parse(text);
    return isObject(value) && !isTooDeep(value)
      ? parsed(value)
      : refused(`nested deeper than ${String(DEPTH_MAX)} levels`);
  } catch {
    return refused('not valid TOML');
  }
};
