/** What the supervisor tells others: a JSON file, replaced whole, readable by its owner only. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { processIdentitySchema } from './process-identity.ts';

const partSchema = z.object({
  status: z.enum(['starting', 'ready', 'failing', 'stopping', 'stopped']),
  /** Absent while there is no process. */
  process: processIdentitySchema.optional(),
  /** What the process was started from; another one of the same name replaces it. */
  identity: z.string(),
  /** How often it was started by this supervisor. */
  starts: z.int().min(0),
  log: z.string(),
  error: z.string().optional(),
});

const stateSchema = z.object({
  version: z.literal(1),
  supervisor: processIdentitySchema,
  guard: processIdentitySchema.optional(),
  build: z.string(),
  /** Digest of each setting that the worker was given explicitly, by environment name. */
  settings: z.record(z.string(), z.string()),
  temporal: z.object({
    embedded: z.boolean(),
    address: z.string(),
    namespace: z.string(),
    uiPort: z.int().optional(),
    cli: z.string().optional(),
  }),
  postgres: z.object({ embedded: z.boolean(), port: z.int().optional() }),
  parts: z.record(z.string(), partSchema),
});

/** One supervised process. */
export type PartState = Readonly<z.output<typeof partSchema>>;
/** The whole stack, as its supervisor sees it. */
export type StackState = Readonly<z.output<typeof stateSchema>>;

/** Reads the state; nothing when there is none, or it is damaged. */
export function readState(file: string): StackState | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Replaces the state file whole. */
export function writeState(file: string, state: StackState): void {
  const draft = `${file}.${String(process.pid)}.draft`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
