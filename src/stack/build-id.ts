/** Which build of Maestro this is. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const buildSchema = z.object({ version: z.string(), digest: z.string() });

/** The build's digest, or `source` when it runs from source. */
export function buildId(): string {
  try {
    const text = readFileSync(new URL('../build.json', import.meta.url), 'utf8');
    return buildSchema.parse(JSON.parse(text)).digest;
  } catch {
    return 'source';
  }
}
