import { isObject, parsed, refused } from './brand.ts';
import type { Parsed } from './brand.ts';
import { parsePersonaId } from './persona.ts';
import type { Persona } from './persona.ts';

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
};

/** The one text of a persona: keys in order, so that equal personas have equal digests. */
export const encodePersona = (persona: Persona): string => JSON.stringify(sorted(persona));

/** For text that {@link encodePersona} made and a digest guards; files from people go elsewhere. */
export const parseEncodedPersona = (value: unknown): Parsed<Persona> => {
  const fits =
    isObject(value) &&
    parsePersonaId(value['id']).ok &&
    typeof value['prompt'] === 'string' &&
    Array.isArray(value['owns']) &&
    Array.isArray(value['assignments']);
  // The digest proves that these bytes are what admission encoded.
  return fits ? parsed(value as unknown as Persona) : refused('it is no persona');
};
