import { readFileSync } from 'node:fs';
import type { GeneratedFile } from '../project.ts';

/** The parts of the product that are the same for every project; the build copies them along. */
const PRODUCT = new URL('../product/', import.meta.url);

/** Reads files that ship with blueprint. */
export function staticFiles(...paths: readonly string[]): readonly GeneratedFile[] {
  return paths.map((path) => ({ path, content: readFileSync(new URL(path, PRODUCT), 'utf8') }));
}
