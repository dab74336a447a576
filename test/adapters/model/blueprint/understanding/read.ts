import { understand } from '../../../../../src/adapters/model/blueprint/understanding/index.ts';

/** Entities of a text, each with the names of its attributes. */
export function read(text: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    understand(text).entities.map(({ name, attributes }) => [
      name,
      attributes.map((attribute) => attribute.name),
    ]),
  );
}

/** The names of the entities of a text. */
export function names(text: string): readonly string[] {
  return understand(text).entities.map(({ name }) => name);
}
