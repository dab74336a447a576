import { readFileSync } from 'node:fs';
import type { GeneratedFile } from '../project.ts';

/**
 * The parts of the product that are the same for every project, kept as they are delivered. The
 * path is the same from src/ and from dist/, whose folders mirror each other.
 */
const PRODUCT = new URL('../../../../../src/adapters/model/blueprint/product/', import.meta.url);

/** Reads files that ship with blueprint. */
export function staticFiles(...paths: readonly string[]): readonly GeneratedFile[] {
  return paths.map((path) => ({ path, content: readFileSync(new URL(path, PRODUCT), 'utf8') }));
}
