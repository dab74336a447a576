import { isObject, parsed, refused } from './brand.ts';
import type { Parsed } from './brand.ts';
import { canonicalJson } from './canonical-json.ts';
import { parsePersonaId } from './persona.ts';
import type { Persona } from './persona.ts';

/** The one text of a persona: keys in order, so that equal personas have equal digests. */
export const encodePersona = (persona: Persona): string => canonicalJson(persona);

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
