import { isObject, parsed, refused } from '../domain/brand.ts';
import type { Parsed } from '../domain/brand.ts';
import type { Digest } from '../domain/digest.ts';
import { isDigest } from '../domain/digest.ts';
import type { Territory } from '../domain/ownership.ts';
import { parseEncodedPersona } from '../domain/persona-codec.ts';
import type { Persona, PersonaId, PersonaRef } from '../domain/persona.ts';
import type { Phase } from '../domain/phases.ts';
import { partsOf } from '../domain/single-team.ts';
import type { Part } from '../domain/single-team.ts';
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

const readAll = async (
  objects: ObjectStore,
  refs: readonly PersonaRef[],
): Promise<ReadonlyMap<PersonaId, Persona>> => {
  const personas = await Promise.all(
    refs.map(({ digest }) => getJson(objects, digest, parseEncodedPersona)),
  );
  return new Map(personas.map((persona) => [persona.id, persona]));
};

/** The whole personas of an execution, by id. */
export const readPersonas = (
  objects: ObjectStore,
  { personas }: Charter,
): Promise<ReadonlyMap<PersonaId, Persona>> => readAll(objects, personas);

/** What one persona alone has to do up to a phase, part by part; `undefined` for a team. */
export const readParts = async (
  objects: ObjectStore,
  { asked }: Charter,
  upTo: Phase,
): Promise<readonly Part[] | undefined> =>
  asked === undefined ? undefined : partsOf(asked, await readAll(objects, asked), upTo);

export const territoriesOf = (personas: ReadonlyMap<PersonaId, Persona>): readonly Territory[] =>
  [...personas.values()].map(({ id, owns }) => ({ persona: id, owns }));
