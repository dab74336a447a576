import { isObject, parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import type { Digest } from '../domain/digest.ts';
import { isDigest } from '../domain/digest.ts';
import type { Territory } from '../domain/ownership.ts';
import { parseEncodedPersona } from '../domain/persona-codec.ts';
import type { Persona, PersonaId } from '../domain/persona.ts';
import { getJson } from '../ports/objects.ts';
import type { ObjectStore } from '../ports/objects.ts';
import type { Charter } from './contracts/admission.ts';

const parseCharter = (value: unknown): Parsed<Charter> =>
  isObject(value) &&
  isDigest(value['requirement']) &&
  Array.isArray(value['personas']) &&
  isObject(value['settings'])
    ? parsed(value as unknown as Charter)
    : refused('it is no charter');

/** @throws ObjectMissing, ObjectDamaged */
export const readCharter = (objects: ObjectStore, digest: Digest): Promise<Charter> =>
  getJson(objects, digest, parseCharter);

/** The whole personas of an execution, by id. */
export const readPersonas = async (
  objects: ObjectStore,
  charter: Charter,
): Promise<ReadonlyMap<PersonaId, Persona>> => {
  const personas = await Promise.all(
    charter.personas.map(({ digest }) => getJson(objects, digest, parseEncodedPersona)),
  );
  return new Map(personas.map((persona) => [persona.id, persona]));
};

export const territoriesOf = (personas: ReadonlyMap<PersonaId, Persona>): readonly Territory[] =>
  [...personas.values()].map(({ id, owns }) => ({ persona: id, owns }));
