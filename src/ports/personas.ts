import type { Persona } from '../domain/persona.ts';

/** All personas that this worker knows, from JSON files; ids are unique. */
export interface PersonaRegistry {
  /** @throws PersonaInvalid naming file and field. */
  load(): Promise<readonly Persona[]>;
  /** The one that builds alone, as a baseline for a team. @throws PersonaInvalid */
  single(): Promise<Persona>;
}

export class PersonaInvalid extends Error {
  override readonly name = 'PersonaInvalid';
}
