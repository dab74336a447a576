import type { Persona } from '../domain/persona.ts';

/** All personas that this worker knows, from JSON files; ids are unique. */
export interface PersonaRegistry {
  /** @throws PersonaInvalid naming file and field. */
  load(): Promise<readonly Persona[]>;
}

export class PersonaInvalid extends Error {
  override readonly name = 'PersonaInvalid';
}
