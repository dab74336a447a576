/** What a supervisor is told when it is started. Holds no secret: those come by environment. */
import { z } from 'zod';

export const launchSpecSchema = z.object({
  home: z.string(),
  /** Digest of the built program; another one replaces the worker. */
  build: z.string(),
  settings: z.record(z.string(), z.string()),
  temporal: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('embedded'),
      cli: z.string(),
      namespace: z.string(),
      /** Where to look for a free port first. */
      port: z.int(),
    }),
    z.object({ kind: z.literal('external'), address: z.string(), namespace: z.string() }),
  ]),
  postgres: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('embedded'), port: z.int() }),
    /** Its URL is in the environment, as DATABASE_URL. */
    z.object({ kind: z.literal('external') }),
  ]),
  worker: z.object({ command: z.string(), args: z.array(z.string()) }).optional(),
});

/** Everything but secrets that a supervisor needs to know. */
export type LaunchSpec = Readonly<z.output<typeof launchSpecSchema>>;
